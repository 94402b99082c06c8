package icl.jobs.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
final class Digits {
    private static final MathContext SHOWN = new MathContext(10);

    private Digits() {}

    /** Ten digits, no zeros at the end; an exponent only for what is very large or small. */
    static String of(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal shown = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
        int exponent = shown.precision() - shown.scale() - 1;
        return value == 0 || (exponent >= -5 && exponent <= 12) ? shown.toPlainString() : shown.toString();
    }

    /** {@code -12.3 %} of a fraction. */
    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.3g %%", 100 * fraction);
    }
}
