package icl.core.simulation;

/** The standard normal distribution. */
public final class Normal {
    private Normal() {}

    /** P(Z &gt; z) by a series near 0 and a continued fraction beyond: right to some 1e-14. */
    public static double upperTail(double z) {
        if (z < 0) {
            return 1 - upperTail(-z);
        }
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return z < 3 ? 0.5 - density * series(z) : density / fraction(z);
    }

    /** z + z^3/3 + z^5/15 + ... */
    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int k = 3; term > 1e-17 * sum; k += 2) {
            term *= z * z / k;
            sum += term;
        }
        return sum;
    }

    /** z + 1/(z + 2/(z + 3/(z + ...))). */
    private static double fraction(double z) {
        double value = z;
        for (int k = 120; k >= 1; k--) {
            value = z + k / value;
        }
        return value;
    }

    /** The z with P(Z &gt; z) = tail. */
    public static double quantile(double tail) {
        double low = -40;
        double high = 40;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (upperTail(middle) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
