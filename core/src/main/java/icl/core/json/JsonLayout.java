package icl.core.json;

import icl.core.kinds.Kinds;
import icl.core.records.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of the canonical JSON of a record type that do not depend on the values: keys, kind and brackets. */
final class JsonLayout {
    private static final ClassValue<JsonLayout> LAYOUTS = new ClassValue<>() {
        @Override
        protected JsonLayout computeValue(Class<?> type) {
            return new JsonLayout(type);
        }
    };

    /** A member of the JSON object: a key with the index of its component, or the kind. */
    static final class Member {
        private final String key;
        private final byte[] text;
        private final int component;
        private final boolean remembered;

        private Member(String key, String text, int component, boolean remembered) {
            this.remembered = remembered;
            this.key = key;
            this.text = ascii(text);
            this.component = component;
        }

        byte[] text() {
            return text;
        }

        int component() {
            return component;
        }

        /** Whether the text of the last value is cached. */
        boolean isRemembered() {
            return remembered;
        }

        boolean isKind() {
            return component < 0;
        }
    }

    private final RecordSchema<?> shape;
    private final byte[] start;
    private final byte[] end;
    private final List<Member> entries;

    private JsonLayout(Class<?> type) {
        shape = RecordSchema.of(type);
        RecordSchema.Form form = shape.form();
        String kind = form == RecordSchema.Form.PLAIN ? "" : Kinds.name(type);
        boolean below = form == RecordSchema.Form.BELOW_KIND || form == RecordSchema.Form.ONE_BELOW_KIND;
        start = ascii(below ? "{\"" + kind + "\":" : form == RecordSchema.Form.KIND_ALONE ? "\"" + kind + "\"" : "");
        end = ascii(below ? "}" : "");
        entries = entries(form == RecordSchema.Form.BESIDE_KIND ? kind : "");
    }

    static JsonLayout of(Class<?> type) {
        return LAYOUTS.get(type);
    }

    private List<Member> entries(String kind) {
        List<Member> found = new ArrayList<>();
        for (int i = 0; i < shape.components().size(); i++) {
            String key = shape.components().get(i).key();
            found.add(new Member(key, "\"" + key + "\":", i, shape.form() == RecordSchema.Form.PLAIN));
        }
        if (!kind.isEmpty()) {
            found.add(new Member("kind", "\"kind\":\"" + kind + "\"", -1, false));
        }
        found.sort(Comparator.comparing(entry -> entry.key));
        return List.copyOf(found);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    boolean unwraps() {
        return shape.isWrapper();
    }

    /** Whether the record is written as its only component, without a key. */
    boolean isBare() {
        return shape.form() == RecordSchema.Form.ONE_BELOW_KIND;
    }

    boolean isObject() {
        return shape.form() != RecordSchema.Form.KIND_ALONE && !isBare();
    }

    byte[] start() {
        return start;
    }

    byte[] end() {
        return end;
    }

    List<Member> entries() {
        return entries;
    }

    Object value(Record record, int component) {
        return shape.value(record, component);
    }

    /** The value of a component; null where canonical forms omit it. */
    Object writtenValue(Record record, int component) {
        Object value = shape.value(record, component);
        return shape.components().get(component).isLeftOut(value) ? null : value;
    }
}
