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
 * The kinds of a family: a sealed interface whose records carry {@link Kind}, or an enum. Where a family permits a non-sealed
 * interface, the {@link CustomKinds} that implement it take its place.
 */
public final class Kinds {
    private static final ClassValue<Map<String, Class<?>>> KINDS = new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> family) {
            return kinds(family, CustomKindChecks.everyOwn());
        }
    };

    private Kinds() {}

    /**
     * The kinds of a family, those among {@code own} included that come in through its open door.
     *
     * @throws Invalid with the class that cannot be a kind
     */
    static Map<String, Class<?>> kinds(Class<?> family, List<Class<?>> own) {
        Map<String, Class<?>> kinds = new TreeMap<>();
        Stream.of(family.getPermittedSubclasses())
                .filter(variant -> !CustomKindChecks.is(variant))
                .forEach(variant -> put(kinds, variant));
        Stream.of(family.getPermittedSubclasses())
                .filter(CustomKindChecks::is)
                .flatMap(door -> CustomKindChecks.through(door, own))
                .forEach(variant -> put(kinds, variant));
        return Collections.unmodifiableMap(kinds);
    }

    private static void put(Map<String, Class<?>> kinds, Class<?> variant) {
        Class<?> other = kinds.putIfAbsent(name(variant), variant);
        if (other != null) {
            throw new Invalid("Cannot add kind " + variant.getName() + ": '" + name(variant) + "' is the kind of "
                    + other.getName());
        }
    }

    /** The variants of a sealed family by their kind, in alphabetical order. */
    public static Map<String, Class<?>> of(Class<?> family) {
        return KINDS.get(family);
    }

    /** The kinds of a sealed family, or the names of an enum's constants, in alphabetical order. */
    public static List<String> names(Class<?> family) {
        return family.isEnum()
                ? Stream.of(family.getEnumConstants()).map(Kinds::of).sorted().collect(Collectors.toList())
                : List.copyOf(of(family).keySet());
    }

    /** The variant of that kind; otherwise {@link Invalid} with the kinds that there are. */
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

    /** The word for a family in messages: its name in snake case. */
    public static String word(Class<?> family) {
        return snakeCase(Character.toLowerCase(family.getSimpleName().charAt(0))
                + family.getSimpleName().substring(1));
    }

    /** {@code noiseVariance} is {@code noise_variance}. */
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
