package icl.jobs.frame;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@link Format#CSV}. */
final class CsvText {
    private CsvText() {}

    static void write(Frame frame, Appendable out) throws IOException {
        line(frame.names(), out);
        for (List<Object> row : frame.rows()) {
            line(row, out);
        }
    }

    private static void line(List<?> values, Appendable out) throws IOException {
        out.append(values.stream().map(CsvText::field).collect(Collectors.joining(",")))
                .append('\n');
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof List || value instanceof Map ? JsonText.of(value) : value.toString();
        boolean isPlain =
                !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
