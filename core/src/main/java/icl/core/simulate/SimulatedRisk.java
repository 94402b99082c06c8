package icl.core.simulate;

import icl.core.stats.Interval;

/**
 * A risk measured on prompts, in units of a label squared.
 *
 * @param risk mean over the prompts
 * @param standardError of it
 * @param interval that holds the risk with the confidence asked for
 * @param reachedTarget whether the precision asked for was reached; else the prompts were used up
 */
public record SimulatedRisk(
        double risk, double standardError, Interval interval, long prompts, boolean reachedTarget) {}
