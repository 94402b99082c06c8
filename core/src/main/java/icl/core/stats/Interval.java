package icl.core.stats;

import icl.core.check.Require;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** A confidence interval. */
public record Interval(double lower, double upper) {

    /**
     * The two-sided confidence interval for the mean of independent numbers that may be skewed and have heavy tails.
     *
     * <p>Skewness is corrected by Hall's cubic transformation of the t statistic (1992), whose error of coverage is of
     * order 1/n, where that of the normal interval is of order 1/sqrt(n). For heavy tails, the extreme number on each
     * side is counted -log(p) times, where p = (1 - confidence) / 2 is the error probability of a side: values that
     * occur that often on average in n numbers are absent from a fraction p of all samples.
     *
     * @param confidence the coverage probability, in (0, 1)
     */
    public static Interval ofMean(Moments moments, double confidence) {
        Require.that(confidence > 0 && confidence < 1, "confidence", confidence, "in (0, 1)");
        if (moments.count() == 0) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + confidence) / 2);
        double more = Math.max(0, -Math.log((1 - confidence) / 2) - 1);
        return new Interval(
                end(moments.plus(moments.smallest(), more), z), end(moments.plus(moments.largest(), more), -z));
    }

    private static double end(Moments moments, double z) {
        double scaledSkewness = moments.skewness() / Math.sqrt((double) moments.count());
        return moments.mean() - moments.standardError() * transformed(z, scaledSkewness);
    }

    /** The quantile of the t statistic for a normal quantile z; s = skewness / sqrt(n). */
    private static double transformed(double z, double s) {
        double shifted = z - s / 6;
        // Math.cbrt gives other last digits on JDK 25
        return Math.abs(s) < 1e-6 ? shifted : 3 / s * (StrictMath.cbrt(1 + s * shifted) - 1);
    }

    /** Whether a value is in the interval, ends included. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
