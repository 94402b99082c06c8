package icl.core.train;

import icl.core.linalg.Vector;
import java.util.List;

/**
 * What one run of a training came to.
 *
 * @param parameters the last ones, shape (size)
 * @param steps taken
 * @param stopped why it ended
 * @param curve the loss along the way, the last point at the last batch that was looked at
 */
public record TrainingRun(Vector parameters, long steps, Stop stopped, List<Point> curve) {
    /** Why a run ended. */
    public enum Stop {
        /** It took all its steps. */
        STEPS,
        /** The curve had no better point for as long as the patience. */
        PATIENCE,
        /** The loss left all bounds. */
        DIVERGED
    }

    /**
     * A point of a curve.
     *
     * @param step steps taken until then
     * @param loss mean over the batches since the point before
     */
    public record Point(long step, double loss) {}
}
