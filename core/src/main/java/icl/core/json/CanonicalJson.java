package icl.core.json;

import icl.core.kinds.Kinds;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.records.Records;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The canonical JSON text of a value: the tree of {@link Records#write} with sorted keys, without white space, each
 * number as the shortest decimal (of up to 17 digits) that reads back to the same bits. Equal values have equal texts
 * on every machine and version of Java; identities of cells are hashes of these texts.
 *
 * <p>An instance holds a buffer that is reused; it is for one thread.
 */
public final class CanonicalJson {
    private static final Object KIND = new Object();

    private final Map<JsonLayout.Member, LastText> recent = new HashMap<>();
    private final ShortestDecimals numbers = new ShortestDecimals();
    private final JsonBuffer out = new JsonBuffer();

    /** The canonical text of a record or of a plain tree. */
    public static String text(Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return new String(json.bytes(), 0, json.size(), StandardCharsets.UTF_8);
    }

    /** Replaces the content of the buffer by the text of a value. */
    public void write(Object value) {
        out.clear();
        append(value);
    }

    /** The buffer, not a copy; its first {@link #size} bytes are the text in UTF-8. */
    public byte[] bytes() {
        return out.bytes();
    }

    /** The number of bytes of the text. */
    public int size() {
        return out.size();
    }

    private void append(Object value) {
        if (value instanceof Record record) {
            append(record, JsonLayout.of(record.getClass()));
        } else if (value instanceof Integer i) {
            out.appendNumber(i);
        } else if (value instanceof Double d) {
            out.append(numbers.of(d));
        } else if (value instanceof Vector vector) {
            append(vector);
        } else if (value instanceof Matrix matrix) {
            append(matrix);
        } else if (value instanceof Enum<?>) {
            out.appendQuoted(Kinds.of(value));
        } else {
            appendTree(value);
        }
    }

    private void append(Record record, JsonLayout layout) {
        if (layout.unwraps()) {
            unwrapped(layout.value(record, 0));
            return;
        }
        out.append(layout.start());
        if (layout.isBare()) {
            append(layout.value(record, 0));
        } else if (layout.isObject()) {
            appendObject(record, layout);
        }
        out.append(layout.end());
    }

    private void appendObject(Record record, JsonLayout layout) {
        out.append('{');
        boolean first = true;
        for (JsonLayout.Member entry : layout.entries()) {
            Object value = entry.isKind() ? KIND : given(layout.writtenValue(record, entry.component()));
            if (value != null) {
                if (!first) {
                    out.append(',');
                }
                first = false;
                out.append(entry.text());
                if (value != KIND) {
                    append(entry, value);
                }
            }
        }
        out.append('}');
    }

    /** Appends a key and its value. Consecutive questions often have the same design, whose text is then copied. */
    private void append(JsonLayout.Member entry, Object value) {
        if (!entry.isRemembered()) {
            append(value);
            return;
        }
        LastText last = recent.computeIfAbsent(entry, e -> new LastText());
        if (last.value != value) {
            int start = out.size();
            append(value);
            last.text = Arrays.copyOfRange(out.bytes(), start, out.size());
            last.value = value;
        } else {
            out.append(last.text);
        }
    }

    /** The last value written under a key, with its text. */
    private static final class LastText {
        private Object value;
        private byte[] text;
    }

    private static Object given(Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private void unwrapped(Object value) {
        if (value instanceof Vector vector && vector.size() == 1) {
            out.append(numbers.of(vector.get(0)));
        } else {
            append(value);
        }
    }

    private void append(Vector vector) {
        char separator = '[';
        if (vector.size() == 0) {
            out.append(separator);
        }
        for (int i = 0; i < vector.size(); i++) {
            out.append(separator);
            out.append(numbers.of(vector.get(i)));
            separator = ',';
        }
        out.append(']');
    }

    private void append(Matrix matrix) {
        out.append('[');
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                out.append(j > 0 ? ',' : '[');
                out.append(numbers.of(matrix.get(i, j)));
            }
            out.append(']');
            if (i + 1 < matrix.rows()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void appendTree(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            appendMap(map);
        } else if (tree instanceof List<?> list) {
            appendList(list);
        } else if (tree instanceof String text) {
            out.appendQuoted(text);
        } else if (tree instanceof Long number) {
            out.appendNumber(number);
        } else if (tree == null || tree instanceof Boolean) {
            out.append(String.valueOf(tree).getBytes(StandardCharsets.US_ASCII));
        } else {
            throw new IllegalArgumentException("No JSON for a " + tree.getClass());
        }
    }

    private void appendMap(Map<?, ?> map) {
        char separator = '{';
        for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
            out.append(separator);
            out.appendQuoted((String) entry.getKey());
            out.append(':');
            append(entry.getValue());
            separator = ',';
        }
        if (map.isEmpty()) {
            out.append(separator);
        }
        out.append('}');
    }

    private void appendList(List<?> list) {
        char separator = '[';
        for (Object element : list) {
            out.append(separator);
            append(element);
            separator = ',';
        }
        if (list.isEmpty()) {
            out.append(separator);
        }
        out.append(']');
    }
}
