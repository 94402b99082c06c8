package icl.jobs.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import icl.core.records.Records;
import icl.jobs.json.JsonMappers;
import java.util.HashMap;
import java.util.Map;

/** Values as text: a bare word ({@code identity}) or JSON. Remembers the last ones, since cells repeat them. */
final class Texts {
    /** More distinct ones than this are rare, and large: they are matrices or profiles. */
    private static final int REMEMBERED = 256;

    private final Map<Object, String> texts = new HashMap<>();

    String of(Object value) {
        String known = texts.get(value);
        if (known != null) {
            return known;
        }
        if (texts.size() >= REMEMBERED) {
            texts.clear();
        }
        String text = write(Records.write(value));
        texts.put(value, text);
        return text;
    }

    private String write(Object tree) {
        try {
            return tree instanceof String word ? word : JsonMappers.PLAIN.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write as JSON: " + tree, e);
        }
    }
}
