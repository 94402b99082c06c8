package icl.core.stats;

import icl.core.check.Require;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** An interval for a mean. */
public record Interval(double lower, double upper) {

    /**
     * The two-sided interval for the mean of independent numbers that may be skewed: Hall's cubic transformation of the
     * t statistic (1992), whose error of coverage is of the order 1 / n where that of the normal interval is 1 / sqrt(n).
     *
     * @param confidence in (0, 1): the probability with which it should hold the mean
     */
    public static Interval ofMean(Moments moments, double confidence) {
        Require.that(confidence > 0 && confidence < 1, "confidence", confidence, "in (0, 1)");
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + confidence) / 2);
        double scaledSkewness = moments.skewness() / Math.sqrt((double) moments.count());
        double error = moments.standardError();
        return new Interval(
                moments.mean() - error * transformed(z, scaledSkewness),
                moments.mean() - error * transformed(-z, scaledSkewness));
    }

    /** The quantile of the t statistic that belongs to a normal quantile; s = skewness / sqrt(n). */
    private static double transformed(double z, double s) {
        double shifted = z - s / 6;
        return Math.abs(s) < 1e-6 ? shifted : 3 / s * (Math.cbrt(1 + s * shifted) - 1);
    }

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
