package icl.core.kinds;

import icl.core.check.Invalid;
import icl.core.text.Suggestions;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of a family, which is an {@link OpenFamily open} interface with kinds from {@link KindProvider}s, a sealed
 * interface whose records have a {@link Kind}, or an enum.
 */
public final class Kinds {
    private static final ClassValue<Map<String, Class<?>>> KINDS = new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> family) {
            return family.isSealed()
                    ? byName(Stream.of(family.getPermittedSubclasses()))
                    : open(family, OpenKinds.all());
        }
    };

    private static final ClassValue<Boolean> BUILT_IN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> variant) {
            return OpenKinds.provided(true).anyMatch(variant::equals);
        }
    };

    private Kinds() {}

    /**
     * The kinds of an open family among these classes.
     *
     * @throws Invalid with the class that cannot be a kind
     */
    static Map<String, Class<?>> open(Class<?> family, List<Class<?>> classes) {
        if (!family.isAnnotationPresent(OpenFamily.class)) {
            throw new IllegalArgumentException(family + " is no family");
        }
        return byName(OpenKinds.of(family, classes));
    }

    private static Map<String, Class<?>> byName(Stream<Class<?>> variants) {
        Map<String, Class<?>> kinds = new TreeMap<>();
        variants.forEach(variant -> put(kinds, variant));
        return Collections.unmodifiableMap(kinds);
    }

    /** Whether a type is a family whose kinds are records. */
    public static boolean isFamily(Class<?> type) {
        return type.isSealed() || type.isAnnotationPresent(OpenFamily.class);
    }

    /** Whether a variant of an open family is built in. */
    public static boolean isBuiltIn(Class<?> variant) {
        return BUILT_IN.get(variant);
    }

    private static void put(Map<String, Class<?>> kinds, Class<?> variant) {
        Class<?> other = kinds.putIfAbsent(name(variant), variant);
        if (other != null) {
            throw new Invalid("Cannot add kind " + variant.getName() + ": '" + name(variant) + "' is the kind of "
                    + other.getName());
        }
    }

    /** The variants of a family by their kind, in alphabetical order. */
    public static Map<String, Class<?>> of(Class<?> family) {
        return KINDS.get(family);
    }

    /** The kinds of a family, or the names of an enum's constants, in alphabetical order. */
    public static List<String> names(Class<?> family) {
        return family.isEnum()
                ? Stream.of(family.getEnumConstants()).map(Kinds::of).sorted().collect(Collectors.toList())
                : List.copyOf(of(family).keySet());
    }

    /**
     * The variant of that kind.
     *
     * @throws Invalid with the known kinds, where there is none
     */
    public static Class<?> variant(Class<?> family, String kind) {
        Class<?> variant = of(family).get(kind);
        if (variant == null) {
            throw new Invalid(
                    Suggestions.unknown(word(family) + " kind", kind, of(family).keySet()));
        }
        return variant;
    }

    /** The kind of a variant. */
    public static String name(Class<?> variant) {
        Kind kind = variant.getAnnotation(Kind.class);
        if (kind == null) {
            throw new IllegalStateException(variant + " has no @Kind");
        }
        return kind.value();
    }

    /** The kind of a value. */
    public static String of(Object value) {
        return value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : name(value.getClass());
    }

    /** The name of a family in messages, in snake case. */
    public static String word(Class<?> family) {
        return snakeCase(Character.toLowerCase(family.getSimpleName().charAt(0))
                + family.getSimpleName().substring(1));
    }

    /** Converts camel case to snake case: {@code noiseVariance} to {@code noise_variance}. */
    public static String snakeCase(String camelCase) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }
}
