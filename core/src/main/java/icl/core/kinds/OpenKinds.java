package icl.core.kinds;

import icl.core.check.Invalid;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds and checks the kinds that {@link KindProvider}s name. */
final class OpenKinds {
    /** Keys that cannot be names of components, since files and the command line use them beside the components. */
    private static final Set<String> TAKEN = Set.of("kind", "design", "architecture", "loss");

    private OpenKinds() {}

    /** The classes that all providers name, built-in ones first. */
    static List<Class<?>> all() {
        return Stream.concat(provided(true), provided(false)).distinct().toList();
    }

    /** The classes that the built-in providers name, or those that the others name. */
    static Stream<Class<?>> provided(boolean isBuiltIn) {
        return Services.of(KindProvider.class).stream()
                .filter(provider -> provider.isBuiltIn() == isBuiltIn)
                .flatMap(provider -> provider.kinds().stream());
    }

    /**
     * The kinds of one open family among these classes.
     *
     * @throws Invalid with the class that cannot be a kind of any
     */
    static Stream<Class<?>> of(Class<?> family, List<Class<?>> classes) {
        classes.forEach(OpenKinds::requireKind);
        return classes.stream().filter(family::isAssignableFrom);
    }

    private static void requireKind(Class<?> type) {
        require(type.isRecord(), type, "it is no record");
        Kind kind = type.getAnnotation(Kind.class);
        require(kind != null, type, "it has no @Kind");
        require(isName(kind.value()), type, "its kind '" + kind.value() + "' is not in snake case");
        require(hasOpenFamily(type), type, "it implements no open family, as Design is one");
        for (RecordComponent component : type.getRecordComponents()) {
            String key = Kinds.snakeCase(component.getName());
            require(isName(key) && !TAKEN.contains(key), type, "no component can be called '" + key + "'");
        }
    }

    private static void require(boolean holds, Class<?> type, String problem) {
        if (!holds) {
            throw new Invalid("Cannot add kind " + type.getName() + ": " + problem);
        }
    }

    private static boolean isName(String text) {
        return text.matches("[a-z][a-z0-9_]*");
    }

    private static boolean hasOpenFamily(Class<?> type) {
        return Supertypes.above(type).anyMatch(family -> family.isAnnotationPresent(OpenFamily.class));
    }
}
