package icl.core.simulate;

import icl.core.stats.Interval;
import icl.core.stats.SidedErrors;

/**
 * A risk estimated by simulation, in units of a label squared.
 *
 * @param risk the mean over the prompts
 * @param standardError standard error of the risk
 * @param interval confidence interval of the risk
 * @param errors errors of the risk below and above it
 * @param prompts the number of prompts of the mean, without those of the pilot
 * @param reachedTarget whether the number of prompts was what the pilot found to be needed, so that the standard error
 *     is near the target; otherwise the budget was used up
 */
public record SimulatedRisk(
        double risk, double standardError, Interval interval, SidedErrors errors, long prompts, boolean reachedTarget) {
    /** This risk for labels whose variance is multiplied by 2^labelExponent. */
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
