package icl.jobs.query;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The value of {@code --param name=value}: a number, true, false, null, or text; in single quotes it is always text. */
final class ParameterValue {
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,38}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");

    private ParameterValue() {}

    /** Values for Spark, by name. */
    static Map<String, Object> of(Map<String, String> texts) {
        Map<String, Object> values = new TreeMap<>();
        texts.forEach((name, text) -> values.put(name, of(text)));
        return values;
    }

    static Object of(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> numberOrText(text);
        };
    }

    private static Object numberOrText(String text) {
        if (WHOLE.matcher(text).matches()) {
            BigDecimal whole = new BigDecimal(text);
            boolean isLong = whole.toBigInteger().bitLength() < Long.SIZE;
            return isLong ? (Object) whole.longValueExact() : whole;
        }
        if (NUMBER.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        boolean isQuoted = text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }
}
