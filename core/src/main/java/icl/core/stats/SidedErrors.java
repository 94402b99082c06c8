package icl.core.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Standard errors of a mean on its two sides. The 95 % interval of {@link Interval#ofMean} reaches 1.96 of them on either side, so
 * that they take skewness and heavy tails into account: the mean of skewed numbers is more often too low than too high.
 *
 * @param below by how much the true mean may be smaller, at least 0
 * @param above by how much the true mean may be larger, at least 0
 */
public record SidedErrors(double below, double above) {
    private static final double CONFIDENCE = 0.95;
    private static final double REACH = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);

    /** The errors of the mean of these numbers. */
    public static SidedErrors ofMean(Moments moments) {
        return of(moments.mean(), Interval.ofMean(moments, CONFIDENCE));
    }

    /** The errors that a 95 % interval of a mean amounts to. */
    public static SidedErrors of(double mean, Interval interval) {
        return new SidedErrors((mean - interval.lower()) / REACH, (interval.upper() - mean) / REACH);
    }

    /** Errors no smaller than the resolution of the numbers. */
    public SidedErrors atLeast(double resolution) {
        return new SidedErrors(Math.max(below, resolution), Math.max(above, resolution));
    }

    /** How many errors the mean lies above a value (negative: below it), in errors of the side on which the value lies. */
    public double z(double mean, double value) {
        double difference = mean - value;
        return difference == 0 ? 0 : difference / of(difference);
    }

    /** The error that a difference between the mean and the truth is measured in. */
    private double of(double difference) {
        return difference > 0 ? below : above;
    }
}
