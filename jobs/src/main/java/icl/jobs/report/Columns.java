package icl.jobs.report;

import icl.jobs.frame.Frame;
import icl.jobs.frame.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A frame as JSON that repeats no name and no text: by columns, texts as numbers of a list. */
final class Columns {
    private Columns() {}

    /** {@code {"names": [...], "columns": [[1, 2], {"texts": ["a", "b"], "at": [0, null]}]}}. */
    static Map<String, Object> of(Frame frame) {
        Rows rows = new Rows(frame);
        List<Object> columns = new ArrayList<>();
        for (int i = 0; i < frame.names().size(); i++) {
            List<Object> values = rows.values(frame.names().get(i));
            boolean isPlain = Shown.isNumeric(frame.types().get(i));
            columns.add(isPlain ? values : texts(values));
        }
        return Spec.of("names", frame.names(), "columns", columns);
    }

    private static Map<String, Object> texts(List<Object> values) {
        Map<Object, Integer> numbers = new LinkedHashMap<>();
        List<Object> at = new ArrayList<>();
        for (Object value : values) {
            at.add(value == null ? null : numbers.computeIfAbsent(value, next -> numbers.size()));
        }
        return Spec.of("texts", new ArrayList<>(numbers.keySet()), "at", at);
    }
}
