package icl.core.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Separate errors of a mean below and above it, each 1/1.96 of the distance to the end of the 95 % interval of {@link
 * Interval#ofMean}. They take skewness and heavy tails into account: the mean of skewed numbers is more often too low
 * than too high.
 *
 * @param below the error of a true mean below this mean, at least 0
 * @param above the error of a true mean above this mean, at least 0
 */
public record SidedErrors(double below, double above) {
    /**
     * Degrees of freedom of the Student law by which {@link #z} is judged. Its tails were at least those of z in
     * simulated risks whose number of prompts was chosen by their skewness; docs/verification.md.
     */
    public static final int DEGREES = 20;

    private static final TDistribution LAW = TDistribution.of(DEGREES);
    private static final double CONFIDENCE = 0.95;
    private static final double REACH = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);

    /** The errors of the mean of a sample. */
    public static SidedErrors ofMean(Moments moments) {
        return of(moments.mean(), Interval.ofMean(moments, CONFIDENCE));
    }

    /** The errors that correspond to a 95 % interval of a mean. */
    public static SidedErrors of(double mean, Interval interval) {
        return new SidedErrors((mean - interval.lower()) / REACH, (interval.upper() - mean) / REACH);
    }

    /** These errors, increased to the resolution of the numbers where they are smaller. */
    public SidedErrors atLeast(double resolution) {
        return new SidedErrors(Math.max(below, resolution), Math.max(above, resolution));
    }

    /** The difference mean - value in units of the error on the side of the value. */
    public double z(double mean, double value) {
        double difference = mean - value;
        return difference == 0 ? 0 : difference / of(difference);
    }

    /**
     * An upper bound on the probability, on both sides together, of a |z| at least this large when the value is the
     * true mean.
     */
    public static double probability(double z) {
        return 2 * LAW.cumulativeProbability(-Math.abs(z));
    }

    /** The error on the side of a difference mean - value. */
    private double of(double difference) {
        return difference > 0 ? below : above;
    }
}
