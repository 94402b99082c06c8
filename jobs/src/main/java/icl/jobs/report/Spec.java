package icl.jobs.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import icl.core.json.ShortestDecimals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of a Vega-Lite specification, as plain trees of maps and lists. */
final class Spec {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(Double.class, new JsonSerializer<>() {
                @Override // the same on every Java, which its own text is not
                public void serialize(Double value, JsonGenerator out, SerializerProvider all) throws IOException {
                    out.writeNumber(ShortestDecimals.shortest(value));
                }
            }));

    private Spec() {}

    /** An object of keys and values by turns; null is a value. */
    static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    /** The object with these keys and values set. */
    static Map<String, Object> with(Map<String, Object> object, Object... keysAndValues) {
        Map<String, Object> longer = new LinkedHashMap<>(object);
        longer.putAll(of(keysAndValues));
        return longer;
    }

    /** The object with those of the other one. */
    static Map<String, Object> with(Map<String, Object> object, Map<String, Object> other) {
        Map<String, Object> longer = new LinkedHashMap<>(object);
        longer.putAll(other);
        return longer;
    }

    /** A channel that shows a field of numbers. */
    static Map<String, Object> number(String field, Object... more) {
        return with(of("field", field, "type", "quantitative"), more);
    }

    /** A channel that shows a field of names. */
    static Map<String, Object> name(String field, Object... more) {
        return with(of("field", field, "type", "nominal"), more);
    }

    /** A transform that keeps the rows whose field has one of these values. */
    static Map<String, Object> only(String field, Object... values) {
        return of("filter", of("field", field, "oneOf", List.of(values)));
    }

    /** The object in a file beside the classes of this package. */
    static Map<String, Object> resource(String file) {
        try (InputStream in = Spec.class.getResourceAsStream(file)) {
            return JSON.readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write as JSON: " + tree, e);
        }
    }
}
