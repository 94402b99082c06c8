package icl.core.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Standard errors of a mean on its two sides. The 95 % interval of {@link Interval#ofMean} reaches 1.96 of them on either side, so
 * that they take skewness and heavy tails into account: the mean of skewed numbers is more often too low than too high.
 *
 * @param below by how much the true mean may be smaller, at least 0
 * @param above by how much the true mean may be larger, at least 0
 */
public record SidedErrors(double below, double above) {
    /**
     * Degrees of freedom of a Student law whose tails are at least those of {@link #z} where the mean has as many numbers as its
     * skewness asks for. Measured on simulated risks: docs/verification.md.
     */
    public static final int DEGREES = 20;

    private static final TDistribution LAW = TDistribution.of(DEGREES);
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

    /** The probability, at most, of a difference of so many errors or more, on whichever side, when the value is the true mean. */
    public static double probability(double z) {
        return 2 * LAW.cumulativeProbability(-Math.abs(z));
    }

    /** The error that a difference between the mean and the truth is measured in. */
    private double of(double difference) {
        return difference > 0 ? below : above;
    }
}
