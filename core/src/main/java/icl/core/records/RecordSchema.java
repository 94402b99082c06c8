package icl.core.records;

import icl.core.check.Invalid;
import icl.core.kinds.InternallyTagged;
import icl.core.kinds.Kind;
import icl.core.kinds.Kinds;
import icl.core.kinds.Supertypes;
import icl.core.text.Suggestions;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The components of a record type, with access to the values of a record and to its constructor. There is one instance
 * for each type.
 */
public final class RecordSchema<T> {
    private static final ClassValue<RecordSchema<?>> SHAPES = new ClassValue<>() {
        @Override
        protected RecordSchema<?> computeValue(Class<?> type) {
            return new RecordSchema<>(type);
        }
    };

    /** The form in which a record of this type is written. */
    public enum Form {
        PLAIN,
        BESIDE_KIND,
        KIND_ALONE,
        ONE_BELOW_KIND,
        BELOW_KIND
    }

    private final Class<T> type;
    private final List<RecordField> components;
    private final List<MethodHandle> accessors;
    private final MethodHandle constructor;
    private final Form form;

    private RecordSchema(Class<T> type) {
        this.type = type;
        List<RecordField> found = new ArrayList<>();
        List<MethodHandle> readers = new ArrayList<>();
        List<Class<?>> parameters = new ArrayList<>();
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            for (RecordComponent component : type.getRecordComponents()) {
                found.add(RecordField.of(component));
                readers.add(lookup.unreflect(component.getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class)));
                parameters.add(component.getType());
            }
            Constructor<T> canonical = type.getDeclaredConstructor(parameters.toArray(Class[]::new));
            constructor = lookup.unreflectConstructor(canonical)
                    .asSpreader(Object[].class, parameters.size())
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot take " + type + " apart", e);
        }
        components = List.copyOf(found);
        accessors = List.copyOf(readers);
        form = formOf();
    }

    /** The schema of a record type. */
    @SuppressWarnings("unchecked") // the map from class to shape keeps the type
    public static <T> RecordSchema<T> of(Class<T> type) {
        return (RecordSchema<T>) SHAPES.get(type);
    }

    /** The components in the order of the constructor. */
    public List<RecordField> components() {
        return components;
    }

    /** The component with that key. */
    public RecordField component(String key) {
        return components.get(keys().indexOf(key));
    }

    /** The keys in the order of the constructor. */
    public List<String> keys() {
        return components.stream().map(RecordField::key).collect(Collectors.toList());
    }

    /** Creates a record with these values, one for each component. The constructor checks them. */
    @SuppressWarnings("unchecked") // the constructor makes a T
    public T make(Object... values) {
        try {
            return (T) (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The value of a component, by its index. */
    public Object value(Object record, int component) {
        try {
            return (Object) accessors.get(component).invokeExact(record);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Whether the record only wraps a value: it has one component and is not a variant of a family. */
    public boolean isWrapper() {
        return components.size() == 1 && !type.isAnnotationPresent(Kind.class);
    }

    /** The form in which a record is written. */
    public Form form() {
        return form;
    }

    private Form formOf() {
        if (!type.isAnnotationPresent(Kind.class)) {
            return Form.PLAIN;
        }
        if (Supertypes.above(type).anyMatch(family -> family.isAnnotationPresent(InternallyTagged.class))) {
            return Form.BESIDE_KIND;
        }
        if (components.isEmpty()) {
            return Form.KIND_ALONE;
        }
        return components.size() == 1 && !components.get(0).optional() ? Form.ONE_BELOW_KIND : Form.BELOW_KIND;
    }

    /** The kind and keys for messages: {@code retrieval has: dim, length}. */
    public String described() {
        return (type.isAnnotationPresent(Kind.class) ? Kinds.name(type) : Kinds.word(type)) + " has: "
                + String.join(", ", keys());
    }

    /** The error for a key that no component has. */
    public Invalid unknown(String key) {
        return new Invalid(Suggestions.unknown("key", key, keys())).in(key);
    }

    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof RuntimeException r) {
            return r;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }
}
