package icl.jobs.frame;

import icl.core.text.ControlCharacters;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@link Format#CSV}. */
final class CsvText {
    /** Between any two characters of which one is a line break or a tab. */
    private static final Pattern KEPT = Pattern.compile("(?<=[\\n\\r\\t])|(?=[\\n\\r\\t])");

    private static final Pattern FORMULA = Pattern.compile("(?s)[=+@\\t\\r-].+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.,]+([eE][+-]?[0-9]+)?");

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
        String shown = value instanceof Number ? text : harmless(text);
        boolean isPlain =
                !shown.isEmpty() && shown.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? shown : '"' + shown.replace("\"", "\"\"") + '"';
    }

    /** Text that no spreadsheet takes for a formula and that does not talk to a terminal; line breaks and tabs stay. */
    private static String harmless(String text) {
        String shown = KEPT.splitAsStream(text)
                .map(part -> part.matches("[\\n\\r\\t]") ? part : ControlCharacters.of(part))
                .collect(Collectors.joining());
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + shown : shown;
    }
}
