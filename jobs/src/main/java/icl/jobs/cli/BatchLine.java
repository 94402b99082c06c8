package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.model.Question;
import icl.core.risk.formula.NoClosedForm;
import icl.core.text.Excerpts;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of a batch: a question as a JSON object, with an {@code id} of the user's that comes back with the answer. */
final class BatchLine {
    /** Lines of up to so many bytes are kept: twice what the correlations of 2000 tasks take. */
    static final int LONGEST = 160 << 20;

    /** What comes back. */
    record Reply(String json, boolean isAnswer) {}

    private final long number;
    private final byte[] text;

    /** The line of this number, from 1; the text, in UTF-8, is null when it was too long to keep. */
    BatchLine(long number, byte[] text) {
        this.number = number;
        this.text = text;
    }

    long size() {
        return text == null ? 0 : text.length;
    }

    boolean isBlank() {
        return text != null && new String(text, StandardCharsets.UTF_8).isBlank();
    }

    /** {@code {"id": .., "risk": ..}} or {@code {"id": .., "error": ".."}}. */
    Reply reply() {
        Object id = null;
        try {
            Map<String, Object> question = object();
            id = id(question.remove("id"));
            Question asked = Question.read(question);
            return new Reply(json(id, "risk", Answer.exact(asked).risk()), true);
        } catch (Invalid | NoClosedForm e) {
            return error(id, Failure.oneLine(e));
        } catch (RuntimeException e) { // a mistake of ours costs one answer, not the batch
            return error(id, "Unexpected " + e);
        }
    }

    private Map<String, Object> object() {
        if (text == null) {
            throw new Invalid("Cannot read the question: it has more than " + LONGEST + " bytes");
        }
        Object tree = Json.read(text);
        if (!(tree instanceof Map<?, ?> object)) {
            throw new Invalid("Invalid question: " + Excerpts.value(tree) + " (must be a JSON object)");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> copy.put((String) key, value));
        return copy;
    }

    private static Object id(Object id) {
        if (id instanceof Map || id instanceof List) {
            throw new Invalid("Invalid id: " + Excerpts.value(id) + " (must be text or a number)");
        }
        return id;
    }

    private Reply error(Object id, String problem) {
        return new Reply(json(id, "error", id == null ? "line " + number + ": " + problem : problem), false);
    }

    private static String json(Object id, String key, Object value) {
        Map<String, Object> reply = new LinkedHashMap<>(Collections.singletonMap("id", id));
        reply.put(key, value);
        return Json.write(reply);
    }
}
