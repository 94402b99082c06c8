package icl.core.linalg;

import icl.core.check.Require;
import org.apache.commons.numbers.core.DD;

/** Compensated sums and dot products of doubles, with errors of about 1e-31 of the sum of absolute terms. */
public final class CompensatedSums {
    private CompensatedSums() {}

    /** The sum of the values. */
    public static DD sum(double[] values) {
        double s = 0;
        double rest = 0;
        for (double value : values) {
            double t = s + value;
            double z = t - s;
            rest += (s - (t - z)) + (value - z);
            s = t;
        }
        return DD.ofSum(s, rest);
    }

    /** The dot product of two arrays of equal length. */
    public static DD dot(double[] a, double[] b) {
        Require.that(a.length == b.length, "sizes", a.length + " and " + b.length, "equal");
        double s = 0;
        double rest = 0;
        for (int i = 0; i < a.length; i++) {
            double p = a[i] * b[i];
            double t = s + p;
            double z = t - s;
            rest += Math.fma(a[i], b[i], -p) + ((s - (t - z)) + (p - z));
            s = t;
        }
        return DD.ofSum(s, rest);
    }
}
