package icl.core.simulate;

import icl.core.stats.Interval;
import icl.core.stats.SidedErrors;

/**
 * A risk measured on prompts, in units of a label squared.
 *
 * @param risk mean over the prompts
 * @param standardError of it
 * @param interval that holds the risk with the confidence asked for
 * @param errors of it, on its two sides
 * @param prompts that it is the mean of; those of the pilot come on top
 * @param reachedTarget whether there were as many prompts as the pilot found to be needed; otherwise the budget was used up. The
 *     standard error is then near the target, and above it where the numbers happen to vary more than those of the pilot
 */
public record SimulatedRisk(
        double risk, double standardError, Interval interval, SidedErrors errors, long prompts, boolean reachedTarget) {
    /** This risk for labels whose variance is 2 to that power times what it was. */
    SimulatedRisk inUnits(int labelExponent) {
        return new SimulatedRisk(
                Math.scalb(risk, labelExponent),
                Math.scalb(standardError, labelExponent),
                new Interval(Math.scalb(interval.lower(), labelExponent), Math.scalb(interval.upper(), labelExponent)),
                new SidedErrors(Math.scalb(errors.below(), labelExponent), Math.scalb(errors.above(), labelExponent)),
                prompts,
                reachedTarget);
    }
}
