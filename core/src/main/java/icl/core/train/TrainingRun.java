package icl.core.train;

import icl.core.linalg.Vector;
import java.util.List;

/**
 * The result of one training run.
 *
 * @param parameters the final parameters, shape (size)
 * @param steps number of steps taken
 * @param stopped why the run ended
 * @param curve the loss during training; the last point includes the last batch
 */
public record TrainingRun(Vector parameters, long steps, Stop stopped, List<Point> curve) {
    /** Why a run ended. */
    public enum Stop {
        /** All steps were taken. */
        STEPS,
        /** The curve had no better point for as many points as the patience. */
        PATIENCE,
        /** The loss diverged. */
        DIVERGED
    }

    /**
     * A point of a curve.
     *
     * @param step number of steps taken before
     * @param loss mean over the batches since the previous point
     */
    public record Point(long step, double loss) {}
}
