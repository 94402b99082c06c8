package icl.jobs.schema;

import icl.core.records.RecordSchema;
import icl.jobs.sweep.AsWritten;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Components of designs and predictors by their keys, whatever their kind: a new design needs no new code here. */
final class Parts {
    private static final ClassValue<Map<String, Integer>> PLACES = new ClassValue<>() {
        @Override
        protected Map<String, Integer> computeValue(Class<?> type) {
            Map<String, Integer> places = new HashMap<>();
            List<String> keys = RecordSchema.of(type).keys();
            for (int i = 0; i < keys.size(); i++) {
                places.put(keys.get(i), i);
            }
            return places;
        }
    };

    private Parts() {}

    /** The value of a component; null where there is none of that key, an empty one, or a later one at its default. */
    static Object of(AsWritten record, String key) {
        Integer place = PLACES.get(record.type()).get(key);
        if (place == null) {
            return null;
        }
        Object value = record.values().get(place);
        return RecordSchema.of(record.type()).components().get(place).isLeftOut(value) ? null : orNull(value);
    }

    /** What is inside an optional value, or null. */
    static Object orNull(Object value) {
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }
}
