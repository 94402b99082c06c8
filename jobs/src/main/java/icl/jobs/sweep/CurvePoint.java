package icl.jobs.sweep;

import java.util.OptionalDouble;

/**
 * A point of a training curve. Numbers that are not finite, as after a divergence, are missing in tables.
 *
 * @param step number of updates before it, 0 at the start
 * @param loss what is minimised, as the trainer saw it
 * @param risk of the parameters at this step, where it was evaluated
 */
public record CurvePoint(long step, double loss, OptionalDouble risk) {
    public static CurvePoint of(long step, double loss) {
        return new CurvePoint(step, loss, OptionalDouble.empty());
    }

    /** This point with the risk of its parameters. */
    public CurvePoint withRisk(double evaluated) {
        return new CurvePoint(step, loss, OptionalDouble.of(evaluated));
    }
}
