package icl.jobs.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import icl.core.text.ControlCharacters;
import icl.jobs.json.JsonMappers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link Format#JSON}. */
final class JsonText {

    private JsonText() {}

    static void write(Frame frame, Appendable out) throws IOException {
        out.append('[');
        String separator = "\n";
        for (List<Object> row : frame.rows()) {
            out.append(separator).append(object(frame.names(), row));
            separator = ",\n";
        }
        out.append("\n]\n");
    }

    /** A list or a map, in one line. */
    static String of(Object value) {
        try {
            return ControlCharacters.of(JsonMappers.PLAIN.writeValueAsString(plain(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write as JSON: " + value, e);
        }
    }

    /** Names may repeat in a query's answer, so that a map would lose columns. */
    private static String object(List<String> names, List<Object> row) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < names.size(); i++) {
            object.append(i == 0 ? "" : ",")
                    .append(of(names.get(i)))
                    .append(':')
                    .append(of(row.get(i)));
        }
        return object.append('}').toString();
    }

    /** What JSON has no form for becomes text: times, NaN and the infinities. */
    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, element) -> plain.put(String.valueOf(key), plain(element)));
            return plain;
        }
        boolean hasNoForm = value instanceof Instant || (value instanceof Double d && !Double.isFinite(d));
        return hasNoForm ? value.toString() : value;
    }
}
