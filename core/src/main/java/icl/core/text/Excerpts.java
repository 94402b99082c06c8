package icl.core.text;

import java.util.List;
import java.util.Map;

/** Short texts of values for messages, on one line. */
public final class Excerpts {
    private static final int LONGEST = 60;

    private Excerpts() {}

    /** A text in quotes, a number, or the size of a larger value. */
    public static String value(Object tree) {
        if (tree instanceof CharSequence text) {
            return text(text.toString());
        }
        if (tree instanceof Map<?, ?> map) {
            return "a mapping of " + keys(map.size());
        }
        if (tree instanceof List<?> list) {
            return "a list of " + list.size();
        }
        return tree == null ? "nothing" : shortened(tree.toString());
    }

    /** The text in single quotes, with control characters escaped ({@link ControlCharacters}). */
    public static String text(String text) {
        return "'" + ControlCharacters.of(shortened(text)) + "'";
    }

    private static String keys(int count) {
        return count == 1 ? "1 key" : count + " keys";
    }

    /** The beginning of a text, if it is long. */
    public static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
