package icl.core.records;

import icl.core.check.Invalid;
import icl.core.kinds.Kinds;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/**
 * A component of a record, with the properties that reading and writing need.
 *
 * @param key its name in trees, snake case
 * @param type the class of its value; of an {@code Optional} or a {@code List}, the class of what is inside
 * @param optional whether the record holds it as an {@code Optional}
 * @param listed whether the record holds a {@code List} of such values
 * @param missing the default where the value is not given; empty if it must be given
 * @param addedLater whether it is left out of canonical forms where it has its default
 */
public record RecordField(
        String key, Class<?> type, boolean optional, boolean listed, Optional<Object> missing, boolean addedLater) {
    static RecordField of(RecordComponent component) {
        String key = Kinds.snakeCase(component.getName());
        if (component.getType() == Optional.class) {
            return new RecordField(key, inside(component), true, false, Optional.of(Optional.empty()), false);
        }
        if (component.getType() == List.class) {
            return new RecordField(key, inside(component), false, true, Optional.empty(), false);
        }
        Class<?> type = component.getType();
        return new RecordField(
                key,
                type,
                false,
                false,
                missing(component.getAnnotation(Default.class), type),
                component.isAnnotationPresent(AddedLater.class));
    }

    private static Class<?> inside(RecordComponent component) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    private static Optional<Object> missing(Default own, Class<?> type) {
        Default given = own != null ? own : type.getAnnotation(Default.class);
        return Optional.ofNullable(given).map(d -> Records.read(type, number(d.value())));
    }

    private static Object number(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("[-+.0-9eE]+") ? (Object) Double.valueOf(text) : text;
    }

    /** Reads the value of this component from its tree, as the record stores it. */
    public Object read(Object tree) {
        Object value = listed ? TreeReader.list(type, tree) : TreeReader.read(type, tree);
        return optional ? Optional.of(value) : value;
    }

    /** Whether canonical forms omit this value. */
    public boolean isLeftOut(Object value) {
        return addedLater && missing.isPresent() && missing.get().equals(value);
    }

    /**
     * The default of this component.
     *
     * @throws Invalid if it has none
     */
    public Object whenMissing(RecordSchema<?> shape) {
        return missing.orElseThrow(() -> new Invalid("Missing key '" + key + "' (" + shape.described() + ")").in(key));
    }
}
