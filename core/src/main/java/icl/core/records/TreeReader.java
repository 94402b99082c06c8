package icl.core.records;

import icl.core.check.Invalid;
import icl.core.kinds.Kinds;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.text.Excerpts;
import icl.core.text.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads values of each type from plain trees. */
final class TreeReader {
    private static final String KIND = "kind";

    private TreeReader() {}

    static Object read(Class<?> type, Object tree) {
        if (type == int.class || type == Integer.class) {
            return NumberReader.integer(tree);
        }
        if (type == long.class || type == Long.class) {
            return NumberReader.longInteger(tree);
        }
        if (type == double.class || type == Double.class) {
            return NumberReader.real(tree);
        }
        if (type == boolean.class || type == Boolean.class) {
            return require(Boolean.class, tree, "true or false");
        }
        if (type == String.class) {
            return require(String.class, tree, "text");
        }
        if (type == Vector.class) {
            return NumberReader.vector(tree);
        }
        if (type == Matrix.class) {
            return NumberReader.matrix(tree);
        }
        if (type.isEnum()) {
            return constant(type, tree);
        }
        return type.isRecord() ? record(RecordSchema.of(type), tree) : variant(type, tree);
    }

    /** A list of values of this type. */
    static List<Object> list(Class<?> type, Object tree) {
        List<?> trees = (List<?>) require(List.class, tree, "a list");
        List<Object> values = new ArrayList<>(trees.size());
        for (Object each : trees) {
            try {
                values.add(read(type, each));
            } catch (Invalid e) {
                throw e.in("[" + values.size() + "]");
            }
        }
        return List.copyOf(values);
    }

    private static Object require(Class<?> type, Object tree, String rule) {
        if (!type.isInstance(tree)) {
            throw wrong(tree, rule);
        }
        return tree;
    }

    static Invalid wrong(Object tree, String rule) {
        return new Invalid("", Excerpts.value(tree), rule);
    }

    private static Object constant(Class<?> type, Object tree) {
        List<String> names = Kinds.names(type);
        String name = (String) require(String.class, tree, "one of " + String.join(", ", names));
        return Stream.of(type.getEnumConstants())
                .filter(constant -> Kinds.of(constant).equals(name))
                .findFirst()
                .orElseThrow(() -> new Invalid(Suggestions.unknown(Kinds.word(type), name, names)));
    }

    private static Object record(RecordSchema<?> shape, Object tree) {
        if (shape.isWrapper()) {
            return shape.make(wrapped(shape.components().get(0), tree));
        }
        return components(shape, mapping(tree, "a mapping"), Set.of());
    }

    /** Reads the value of a wrapper. A wrapped vector of equal entries may be written as one number. */
    private static Object wrapped(RecordField component, Object tree) {
        if (component.type() != Vector.class || tree instanceof List) {
            return component.read(tree);
        }
        if (!(tree instanceof Number)) {
            throw wrong(tree, "a number or a list of numbers");
        }
        return Vector.of(NumberReader.real(tree));
    }

    private static Object variant(Class<?> family, Object tree) {
        if (tree instanceof String kind) {
            return components(RecordSchema.of(Kinds.variant(family, kind)), Map.of(), Set.of());
        }
        Map<?, ?> map = mapping(
                tree,
                "a kind of " + Kinds.word(family) + " or a mapping with one: "
                        + String.join(", ", Kinds.of(family).keySet()));
        return map.containsKey(KIND) ? beside(family, map) : below(family, map);
    }

    /** Reads a variant written as {@code {kind: iid, dim: 5}}. */
    private static Object beside(Class<?> family, Map<?, ?> map) {
        return components(shape(family, KIND, map.get(KIND)), map, Set.of(KIND));
    }

    /** Reads a variant written as {@code {power_law: 1.5}}. */
    private static Object below(Class<?> family, Map<?, ?> map) {
        if (map.size() != 1) {
            throw new Invalid("Missing key 'kind' (a " + Kinds.word(family) + " is one of: "
                    + String.join(", ", Kinds.of(family).keySet()) + ")");
        }
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        String kind = key(only.getKey());
        RecordSchema<?> shape = shape(family, kind, kind);
        try {
            return content(shape, only.getValue());
        } catch (Invalid e) {
            throw e.in(kind);
        }
    }

    private static RecordSchema<?> shape(Class<?> family, String key, Object kind) {
        try {
            return RecordSchema.of(Kinds.variant(family, (String) require(String.class, kind, "text")));
        } catch (Invalid e) {
            throw e.in(key);
        }
    }

    private static Object content(RecordSchema<?> shape, Object tree) {
        boolean bare = shape.components().size() == 1 && !(tree instanceof Map);
        return bare
                ? shape.make(shape.components().get(0).read(tree))
                : components(shape, mapping(tree, "a mapping: " + shape.described()), Set.of());
    }

    private static Object components(RecordSchema<?> shape, Map<?, ?> map, Set<String> others) {
        refuseUnknown(shape, map, others);
        List<RecordField> components = shape.components();
        Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(shape, components.get(i), map);
        }
        try {
            return shape.make(values);
        } catch (Invalid e) {
            throw e.path().isEmpty() ? located(shape, map, e) : e;
        }
    }

    private static Object component(RecordSchema<?> shape, RecordField component, Map<?, ?> map) {
        Object tree = map.get(component.key());
        if (tree == null) {
            return component.whenMissing(shape);
        }
        try {
            return component.read(tree);
        } catch (Invalid e) {
            throw e.in(component.key());
        }
    }

    private static void refuseUnknown(RecordSchema<?> shape, Map<?, ?> map, Set<String> others) {
        if (map.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>(shape.keys());
        for (Object key : map.keySet()) {
            if (!known.contains(key(key)) && !others.contains(key)) {
                throw shape.unknown((String) key);
            }
        }
    }

    /** The error of a constructor, with the key that it is about in its path if there is one. */
    private static Invalid located(RecordSchema<?> shape, Map<?, ?> map, Invalid e) {
        String name = e.subject();
        return shape.keys().contains(name) && map.containsKey(name) ? e.in(name) : e;
    }

    private static Map<?, ?> mapping(Object tree, String rule) {
        return (Map<?, ?>) require(Map.class, tree, rule);
    }

    private static String key(Object key) {
        return (String) require(String.class, key, "a key that is text");
    }
}
