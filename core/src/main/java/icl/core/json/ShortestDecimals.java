package icl.core.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;

/**
 * Shortest decimal texts of doubles, with a cache of a few thousand. They are the same in every version of Java, unlike
 * {@code Double.toString}.
 */
public final class ShortestDecimals {
    private static final int REMEMBERED = 4096;

    private final long[] bits = new long[REMEMBERED];
    private final byte[][] texts = new byte[REMEMBERED][];

    ShortestDecimals() {}

    byte[] of(double value) {
        long wanted = Double.doubleToLongBits(value + 0.0); // -0.0 + 0.0 is 0.0
        int slot = (int) ((wanted * 0x9E3779B97F4A7C15L) >>> 52);
        if (texts[slot] == null || bits[slot] != wanted) {
            bits[slot] = wanted;
            texts[slot] = shortest(value).getBytes(StandardCharsets.US_ASCII);
        }
        return texts[slot];
    }

    /**
     * The shortest decimal, of up to 17 digits, that reads back to the same bits; if there are several, the nearest to
     * the value.
     */
    public static String shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return written(rounded);
            }
        }
        return written(exact.round(new MathContext(17)));
    }

    private static String written(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean plain = stripped.scale() <= 20 && stripped.precision() - stripped.scale() <= 20;
        return plain ? stripped.toPlainString() : stripped.toString();
    }
}
