package icl.jobs.frame;

import icl.core.text.ControlCharacters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/** Values as they are read: numbers to six digits, control characters escaped. */
public final class Shown {
    private static final MathContext DIGITS = new MathContext(6);

    private Shown() {}

    /** A value in one line; what is missing is {@code NULL}. */
    public static String of(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return rounded(new BigDecimal(number));
        }
        return ControlCharacters.of(
                value instanceof List || value instanceof Map ? JsonText.of(value) : value.toString());
    }

    /** Whether a column of this type stands at the right, its numbers below each other. */
    public static boolean isNumeric(String type) {
        return type.matches("(tiny|small|big)?int|double|float|decimal.*");
    }

    private static String rounded(BigDecimal number) {
        BigDecimal digits = number.round(DIGITS).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return exponent >= -5 && exponent < 6 ? digits.toPlainString() : digits.toString();
    }
}
