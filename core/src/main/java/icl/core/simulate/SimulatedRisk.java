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
public record SimulatedRisk(double risk, double standardError, Interval interval, long prompts, boolean reachedTarget) {
    /** This risk for labels whose variance is 2 to that power times what it was. */
    SimulatedRisk inUnits(int labelExponent) {
        return new SimulatedRisk(
                Math.scalb(risk, labelExponent),
                Math.scalb(standardError, labelExponent),
                new Interval(Math.scalb(interval.lower(), labelExponent), Math.scalb(interval.upper(), labelExponent)),
                prompts,
                reachedTarget);
    }
}
