package icl.jobs.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import icl.core.check.Invalid;
import icl.core.json.ShortestDecimals;
import icl.core.text.ControlCharacters;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** JSON texts to and from plain trees: maps, lists, text, numbers, booleans, null. Strict: a key may come only once. */
final class Json {
    /** Questions are some five levels deep; the rest is a mistake or an attack. */
    private static final int DEEPEST = 100;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    /** A number as it was written, whatever doubles hold. */
    private record Literal(String text) {}

    private Json() {}

    /** The tree of one JSON text in UTF-8, with nothing after it. */
    static Object read(byte[] text) {
        return read(text, "");
    }

    /** The same; what stands under a key of the outermost object keeps its numbers as they are written. */
    static Object read(byte[] text, String verbatim) {
        requireUtf8(text);
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object tree = parser.currentToken() == JsonToken.START_OBJECT
                    ? object(parser, verbatim::equals)
                    : value(parser, false);
            if (parser.nextToken() != null) {
                throw new Invalid("Invalid JSON: something follows the value");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new Invalid("Invalid JSON: " + problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A parser takes a text that begins with some of these bytes for UTF-16 or UTF-32. */
    private static void requireUtf8(byte[] text) {
        for (int i = 0; i < Math.min(text.length, 4); i++) {
            int b = text[i] & 0xff;
            if (b == 0 || b >= 0xfe) {
                throw new Invalid(
                        String.format("Invalid JSON: byte 0x%02x at column %d (must be text in UTF-8)", b, i + 1));
            }
        }
    }

    private static String problem(JsonProcessingException e) {
        String where =
                e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
        return e.getOriginalMessage().strip().replaceAll("\\s+", " ") + where;
    }

    private static Object value(JsonParser parser, boolean isVerbatim) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new Invalid("Invalid JSON: the text is empty");
        }
        if (isVerbatim && token.isNumeric()) {
            return new Literal(parser.getText());
        }
        return switch (token) {
            case START_OBJECT -> object(parser, key -> isVerbatim);
            case START_ARRAY -> array(parser, isVerbatim);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, Object> object(JsonParser parser, Predicate<String> isVerbatim) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            map.put(key, value(parser, isVerbatim.test(key)));
        }
        return map;
    }

    private static List<Object> array(JsonParser parser, boolean isVerbatim) throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, isVerbatim));
        }
        return list;
    }

    /** The text of a tree on one line; doubles in full, keys in the order of the maps. */
    static String write(Object tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(tree, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ControlCharacters.of(text.toString());
    }

    private static void write(Object tree, JsonGenerator generator) throws IOException {
        if (tree instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (tree instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else if (tree instanceof String text) {
            generator.writeString(text);
        } else if (tree instanceof Literal number) {
            generator.writeRawValue(number.text());
        } else if (tree instanceof Double number) { // the same on every Java, which its own text is not
            generator.writeRawValue(ShortestDecimals.shortest(number));
        } else { // integers, true, false and null print as JSON does
            generator.writeRawValue(String.valueOf(tree));
        }
    }
}
