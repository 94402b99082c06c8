package icl.core.simulate;

import icl.core.stats.Moments;

/**
 * How many prompts a mean takes, found from prompts that do not belong to it. A sample that decides about its own size ends more
 * often where its numbers and so its standard error happen to be small, and its mean is then too low; with a size that does not
 * depend on them the mean has no bias. Derivation: docs/formulas.md, section 14.
 *
 * @param size prompts of the mean, a multiple of the lanes
 * @param isEnough whether that is what the precision needs; otherwise it is what is left of the budget
 */
record Pilot(long size, boolean isEnough) {
    /** The mean gets this many times the prompts that it seems to need. */
    private static final double MARGIN = 1.05;

    /** The largest number counts so often in addition: another sample may have more of its kind. */
    private static final double MORE_OF_THE_LARGEST = 2;

    /** Skewness of the mean, at most. Its interval and what is tested by it are calibrated for less. */
    private static final double MOST_SKEWNESS = 0.15;

    /** Prompts that are drawn for the sake of the skewness, at most. */
    private static final double MOST_FOR_SKEWNESS = 1 << 16;

    /** The part of the mean's prompts that the pilot has, at least. */
    private static final double LEAST_PART = 1 / 20.0;

    /** The part of its variance that one number may make: with more the variance is not known. */
    private static final double MOST_OF_ONE = 1 / 20.0;

    /** The pilot grows by this factor at most before it looks again. */
    private static final long GROWTH = 16;

    /** Draws the pilot; {@code most} prompts are there for it and the mean. */
    static Pilot of(Draws draws, Precision precision, long most) {
        if (most < 2 * Precision.LEAST) {
            return new Pilot(most, false);
        }
        Moments moments = new Moments();
        long wanted = Precision.LEAST;
        while (true) { // ends: the pilot grows each time, and never above what is needed
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
