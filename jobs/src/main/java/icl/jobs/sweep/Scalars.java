package icl.jobs.sweep;

import icl.core.text.Excerpts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** What a scalar of YAML 1.2 stands for. Only {@code true}, {@code null} and numbers are not text; quoted text always is. */
final class Scalars {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern ZERO = Pattern.compile("[-+]?[0.]+([eE].*)?");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final Pattern NAN = Pattern.compile("\\.(nan|NaN|NAN)");

    /** Digits of the longest exact expansion of a double are some 750; nobody writes more than these. */
    private static final int LONGEST_NUMBER = 100;

    private Scalars() {}

    static Object value(Mark mark, String text, boolean plain) {
        if (!plain) {
            return text;
        }
        if (text.isEmpty()) {
            throw mark.invalid("Nothing here (must be a value)");
        }
        return switch (text) {
            case "null", "Null", "NULL", "~" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> Character.isLetter(text.charAt(0)) ? text : numberOrText(mark, text);
        };
    }

    private static Object numberOrText(Mark mark, String text) {
        if (INFINITE.matcher(text).matches()) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (NAN.matcher(text).matches()) {
            return Double.NaN;
        }
        return DECIMAL.matcher(text).matches() ? number(mark, text) : text;
    }

    private static Number number(Mark mark, String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw mark.invalid("Invalid number: " + Excerpts.text(text) + " (must be at most " + LONGEST_NUMBER
                    + " characters long)");
        }
        if (INTEGER.matcher(text).matches()) {
            BigInteger value = new BigInteger(text);
            return value.bitLength() < 64 ? (Number) value.longValue() : value;
        }
        double nearest = Double.parseDouble(text);
        if (Double.isInfinite(nearest)) {
            throw mark.invalid(
                    "Invalid number: " + Excerpts.text(text) + " (must be at most " + Double.MAX_VALUE + ")");
        }
        if (nearest == 0 && !ZERO.matcher(text).matches()) {
            throw mark.invalid(
                    "Invalid number: " + Excerpts.text(text) + " (must be at least " + Double.MIN_VALUE + ", or 0)");
        }
        return nearest == 0 ? (Number) 0.0 : new BigDecimal(text);
    }
}
