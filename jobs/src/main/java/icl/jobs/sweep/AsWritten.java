package icl.jobs.sweep;

import icl.core.kinds.Kinds;
import icl.core.records.RecordField;
import icl.core.records.RecordSchema;
import icl.core.records.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The components of a design or predictor as a sweep gives them. The record itself has some of them in a canonical form, so that
 * equal laws are equal: a power law of exponent 0 is the identity, a rank equal to dim is none.
 *
 * @param type of the record
 * @param values one for each component, as its constructor takes them; of a base design again as it was given
 */
public record AsWritten(Class<?> type, List<Object> values) {
    public AsWritten {
        values = List.copyOf(values);
    }

    /** The components that a record has: its canonical form. */
    static AsWritten of(Object record) {
        RecordSchema<?> shape = RecordSchema.of(record.getClass());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < shape.components().size(); i++) {
            values.add(shape.value(record, i));
        }
        return new AsWritten(record.getClass(), values);
    }

    /** As {@link Records#write} writes the record, with these values. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", Kinds.name(type));
        List<RecordField> fields = RecordSchema.of(type).components();
        for (int i = 0; i < values.size(); i++) {
            RecordField field = fields.get(i);
            Object value = values.get(i);
            Optional<?> given = value instanceof Optional<?> optional ? optional : Optional.of(value);
            given.filter(v -> !field.isLeftOut(v))
                    .ifPresent(v ->
                            tree.put(field.key(), v instanceof AsWritten written ? written.tree() : Records.write(v)));
        }
        return tree;
    }
}
