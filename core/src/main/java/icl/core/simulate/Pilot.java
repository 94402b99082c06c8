package icl.core.simulate;

import icl.core.stats.Moments;

/**
 * The number of prompts that a mean needs, determined from other prompts. If a sample were stopped by its own standard
 * error, it would stop more often when its numbers, and so its standard error, happen to be small, and its mean would
 * be too low. With a size that does not depend on its numbers the mean is unbiased. Derivation: docs/formulas.md,
 * section 14.
 *
 * @param size number of prompts of the mean, a multiple of the lanes
 * @param isEnough whether this meets the precision; otherwise it is the rest of the budget
 */
record Pilot(long size, boolean isEnough) {
    /** The factor by which the estimated number of prompts is increased. */
    private static final double MARGIN = 1.05;

    /** The additional weight of the largest number in the pilot, since the mean may contain more such numbers. */
    private static final double MORE_OF_THE_LARGEST = 2;

    /** The largest skewness of the mean. Intervals and tests are calibrated for less. */
    private static final double MOST_SKEWNESS = 0.15;

    /** The largest number of prompts that is drawn to reduce the skewness. */
    private static final double MOST_FOR_SKEWNESS = 1 << 16;

    /** The least size of the pilot relative to that of the mean. */
    private static final double LEAST_PART = 1 / 20.0;

    /**
     * The largest part of the variance of the pilot that one number may contribute; otherwise the variance is not known
     * well enough.
     */
    private static final double MOST_OF_ONE = 1 / 20.0;

    /** The largest factor by which the pilot grows in one step. */
    private static final long GROWTH = 16;

    /**
     * Draws the pilot.
     *
     * @param most the largest number of prompts of pilot and mean together
     */
    static Pilot of(Draws draws, Precision precision, long most) {
        if (most < 2 * Precision.LEAST) {
            return new Pilot(most, false);
        }
        Moments moments = new Moments();
        long wanted = Precision.LEAST;
        while (true) { // ends, since the pilot grows in each step up to a bound
            draws.add(wanted - moments.count(), moments);
            double needed = needed(moments, precision);
            long left = most - moments.count();
            if (needed > left) {
                return new Pilot(left, false);
            }
            if (moments.count() >= needed || isSure(moments, needed)) {
                return new Pilot(blocks(needed), true);
            }
            wanted = blocks(next(moments.count(), needed));
        }
    }

    private static double needed(Moments moments, Precision precision) {
        double target = precision.target(moments.mean());
        double variance = moments.plus(moments.largest(), MORE_OF_THE_LARGEST).variance();
        double forTarget = variance == 0 ? 0 : MARGIN * variance / (target * target);
        double skewness = moments.skewness() / MOST_SKEWNESS;
        double forSkewness = Math.min(MOST_FOR_SKEWNESS, skewness * skewness);
        return Math.max(Precision.LEAST, Math.max(forTarget, forSkewness));
    }

    private static boolean isSure(Moments moments, double needed) {
        double far = Math.max(moments.largest() - moments.mean(), moments.mean() - moments.smallest());
        return moments.count() >= LEAST_PART * needed
                && far * far <= MOST_OF_ONE * moments.variance() * (moments.count() - 1);
    }

    private static double next(long count, double needed) {
        double part = LEAST_PART * needed;
        return count < part ? Math.min(part, (double) GROWTH * count) : Math.min(needed, 2.0 * count);
    }

    private static long blocks(double prompts) {
        return (long) Math.ceil(prompts / RiskSample.LANES) * RiskSample.LANES;
    }
}
