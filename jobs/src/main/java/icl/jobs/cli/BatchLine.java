package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.model.Question;
import icl.core.risk.formula.NoClosedForm;
import icl.core.text.Excerpts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line of a batch: a question as a JSON object, with an {@code id} of the user's that comes back with the answer. */
final class BatchLine {
    /** Lines of up to so many bytes are kept: twice what the correlations of 2000 tasks take. */
    static final int LONGEST = 160 << 20;

    /** What comes back. */
    record Reply(String json, boolean isAnswer) {}

    private final long number;
    private final byte[] text;
    private Object id; // null until it is read

    /** The line of this number, from 1; the text, in UTF-8, is null when it was too long to keep. */
    BatchLine(long number, byte[] text) {
        this.number = number;
        this.text = text;
    }

    long size() {
        return text == null ? 0 : text.length;
    }

    boolean isBlank() {
        if (text == null) {
            return false;
        }
        for (byte b : text) {
            if (b != ' ' && (b < '\t' || b > '\r')) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@code {"id": .., "risk": ..}} or {@code {"id": .., "error": ".."}}, whatever the question does.
     *
     * @throws OutOfMemoryError where it does not fit into what memory others leave
     */
    Reply reply() {
        try {
            Map<String, Object> question = object();
            id = question.remove("id");
            Question asked = Question.read(question);
            return new Reply(json(id, "risk", RiskAnswer.exact(asked).risk()), true);
        } catch (Invalid | NoClosedForm e) {
            return error(Failure.oneLine(e));
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) { // a mistake of ours, or of a kind of the user's own, costs one answer and not the batch
            return error("Unexpected " + described(e));
        }
    }

    /** The reply to a question that has all of the memory and finds it too small. */
    Reply tooLarge() {
        String problem =
                "Cannot answer: the question does not fit into memory (choose smaller sizes, or give Java more)";
        try {
            return error(problem);
        } catch (OutOfMemoryError e) {
            id = null;
            return error(problem);
        }
    }

    private Map<String, Object> object() {
        if (text == null) {
            throw new Invalid("Cannot read the question: it has more than " + LONGEST + " bytes, or memory is short");
        }
        Object tree = Json.read(text, "id");
        if (!(tree instanceof Map<?, ?> object)) {
            throw new Invalid("Invalid question: " + Excerpts.value(tree) + " (must be a JSON object)");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> copy.put((String) key, value));
        return copy;
    }

    private static String described(Throwable e) {
        try {
            return e.toString();
        } catch (RuntimeException | StackOverflowError of) { // its own words fail
            return e.getClass().getName();
        }
    }

    private Reply error(String problem) {
        return new Reply(json(id, "error", id == null ? "line " + number + ": " + problem : problem), false);
    }

    private static String json(Object id, String key, Object value) {
        Map<String, Object> reply = new LinkedHashMap<>(Collections.singletonMap("id", id));
        reply.put(key, value);
        return Json.write(reply);
    }
}
