package icl.core.records;

import icl.core.check.Invalid;
import icl.core.kinds.Kinds;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Converts between records and plain trees, as JSON and YAML parsers give them: maps with text keys, lists, text,
 * numbers and booleans.
 *
 * <p>A record is a map from its components, in snake case. A variant of a family is its kind ({@code identity}), a map
 * with the key {@code kind} and the components beside it, or a map whose only key is the kind ({@code {power_law:
 * 1.5}}, {@code {spiked: {count: 2, ratio: 9}}}). A record of one component without a kind is written as that
 * component, a vector of one number also as the number. A list is a list. A missing or null value has its {@link
 * Default}.
 */
public final class Records {
    private Records() {}

    /**
     * Reads a value of this type from a tree.
     *
     * @throws Invalid with the path, the value and the rule
     */
    public static <T> T read(Class<T> type, Object tree) {
        @SuppressWarnings("unchecked") // class objects of primitives cannot cast what is boxed
        T value = (T) TreeReader.read(type, tree);
        return value;
    }

    /** The tree of a value in its canonical form; the kind comes first, then keys in the order of the components. */
    public static Object write(Object value) {
        if (value instanceof Vector vector) {
            return numbers(vector);
        }
        if (value instanceof Matrix matrix) {
            return IntStream.range(0, matrix.rows())
                    .mapToObj(i -> numbers(Vector.from(matrix.columns(), j -> matrix.get(i, j))))
                    .collect(Collectors.toList());
        }
        if (value instanceof Enum<?>) {
            return Kinds.of(value);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Records::write).collect(Collectors.toList());
        }
        return value instanceof Record record ? record(record, RecordSchema.of(record.getClass())) : value;
    }

    private static List<Object> numbers(Vector vector) {
        return IntStream.range(0, vector.size()).mapToObj(vector::get).collect(Collectors.toList());
    }

    private static Object record(Record record, RecordSchema<?> shape) {
        if (shape.isWrapper()) {
            return unwrapped(shape.value(record, 0));
        }
        return switch (shape.form()) {
            case PLAIN -> components(record, shape, new LinkedHashMap<>());
            case BESIDE_KIND -> components(record, shape, withKind(record));
            case KIND_ALONE -> Kinds.of(record);
            case ONE_BELOW_KIND -> Map.of(Kinds.of(record), write(shape.value(record, 0)));
            case BELOW_KIND -> Map.of(Kinds.of(record), components(record, shape, new LinkedHashMap<>()));
        };
    }

    private static Object unwrapped(Object value) {
        return value instanceof Vector vector && vector.size() == 1 ? (Object) vector.get(0) : write(value);
    }

    private static Map<String, Object> withKind(Record record) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", Kinds.of(record));
        return map;
    }

    private static Map<String, Object> components(Record record, RecordSchema<?> shape, Map<String, Object> into) {
        for (int i = 0; i < shape.components().size(); i++) {
            RecordField field = shape.components().get(i);
            Object value = shape.value(record, i);
            Optional<?> given = value instanceof Optional<?> optional ? optional : Optional.of(value);
            given.filter(v -> !field.isLeftOut(v)).ifPresent(v -> into.put(field.key(), write(v)));
        }
        return into;
    }
}
