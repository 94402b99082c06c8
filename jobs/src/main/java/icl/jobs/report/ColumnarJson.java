package icl.jobs.report;

import icl.jobs.frame.Frame;
import icl.jobs.frame.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A frame as compact JSON: by columns, texts as indices into a list, and runs of equal values once. */
final class ColumnarJson {
    private ColumnarJson() {}

    /** {@code {"names": [...], "columns": [[1, 2], {"values": [1, 2], "times": [5, 3]}, {"texts": ["a", "b"], "at": [0, null]}]}}. */
    static Map<String, Object> of(Frame frame) {
        Rows rows = new Rows(frame);
        List<Object> columns = new ArrayList<>();
        for (int i = 0; i < frame.names().size(); i++) {
            List<Object> values = rows.values(frame.names().get(i));
            boolean isPlain = Shown.isNumeric(frame.types().get(i));
            columns.add(isPlain ? inRuns(values) : texts(values));
        }
        return Spec.of("names", frame.names(), "columns", columns);
    }

    private static Map<String, Object> texts(List<Object> values) {
        Map<Object, Integer> numbers = new LinkedHashMap<>();
        List<Object> at = new ArrayList<>();
        for (Object value : values) {
            at.add(value == null ? null : numbers.computeIfAbsent(value, next -> numbers.size()));
        }
        return Spec.of("texts", new ArrayList<>(numbers.keySet()), "at", inRuns(at));
    }

    /** Tables are sorted, so most columns have long runs of equal values. */
    private static Object inRuns(List<Object> column) {
        List<Object> values = new ArrayList<>();
        List<Integer> times = new ArrayList<>();
        for (Object value : column) {
            int last = values.size() - 1;
            if (last >= 0 && Objects.equals(values.get(last), value)) {
                times.set(last, times.get(last) + 1);
            } else {
                values.add(value);
                times.add(1);
            }
        }
        return 2 * values.size() < column.size() ? Spec.of("values", values, "times", times) : column;
    }
}
