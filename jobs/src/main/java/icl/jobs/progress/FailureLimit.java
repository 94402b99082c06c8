package icl.jobs.progress;

import icl.core.check.Invalid;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many rows of a run may fail before it stops.
 *
 * @param text as the user gave it
 * @param rows that may fail, infinite where it is a fraction
 * @param fraction of the rows done that may fail, infinite where it is a number
 */
public record FailureLimit(String text, double rows, double fraction) {
    /** Any number may fail. */
    public static final FailureLimit NONE =
            new FailureLimit("none", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,15})");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,6})?|100) ?%");

    /**
     * A limit like {@code 20} or {@code 2.5%}.
     *
     * @throws Invalid when it is none
     */
    public static FailureLimit parse(String text) {
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches()) {
            return new FailureLimit(text, Double.POSITIVE_INFINITY, Double.parseDouble(percent.group(1)) / 100);
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            return new FailureLimit(text, Double.parseDouble(number.group(1)), Double.POSITIVE_INFINITY);
        }
        throw new Invalid(
                "Invalid --max-failures: '" + text + "' (must be a number of risks, or a percentage like 5%)");
    }

    /** Whether there is a limit. */
    public boolean isSet() {
        return !equals(NONE);
    }

    /** Whether so many failed rows of these done are too many. */
    public boolean isExceeded(long failed, long done) {
        return failed > rows || failed > fraction * done;
    }
}
