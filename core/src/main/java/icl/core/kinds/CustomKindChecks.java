package icl.core.kinds;

import icl.core.check.Invalid;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Kinds of the user's own that come into a family through a non-sealed interface that it permits. */
final class CustomKindChecks {
    /** What else stands beside the components of a design in files and on the command line. */
    private static final Set<String> TAKEN = Set.of("kind", "design", "architecture", "loss");

    private CustomKindChecks() {}

    static boolean is(Class<?> variant) {
        return variant.isInterface() && !variant.isSealed();
    }

    /** The classes of all {@link CustomKinds}, whatever their family. */
    static List<Class<?>> everyOwn() {
        return Services.of(CustomKinds.class).stream()
                .<Class<?>>flatMap(own -> own.kinds().stream())
                .distinct()
                .toList();
    }

    /** Those of some classes that come in here, checked. */
    static Stream<Class<?>> through(Class<?> door, List<Class<?>> own) {
        own.forEach(CustomKindChecks::requireKind);
        return own.stream().filter(door::isAssignableFrom);
    }

    private static void requireKind(Class<?> own) {
        require(own.isRecord(), own, "it is no record");
        Kind kind = own.getAnnotation(Kind.class);
        require(kind != null, own, "it has no @Kind");
        require(isName(kind.value()), own, "its kind '" + kind.value() + "' is not in snake case");
        require(comesIn(own), own, "it implements no open family, as OwnDesign is one");
        for (RecordComponent component : own.getRecordComponents()) {
            String key = Kinds.snakeCase(component.getName());
            require(isName(key) && !TAKEN.contains(key), own, "no component can be called '" + key + "'");
        }
    }

    private static void require(boolean holds, Class<?> own, String problem) {
        if (!holds) {
            throw new Invalid("Cannot add kind " + own.getName() + ": " + problem);
        }
    }

    private static boolean isName(String text) {
        return text.matches("[a-z][a-z0-9_]*");
    }

    private static boolean comesIn(Class<?> type) {
        return Supertypes.above(type)
                .anyMatch(family -> is(family) && Supertypes.above(family).anyMatch(Class::isSealed));
    }
}
