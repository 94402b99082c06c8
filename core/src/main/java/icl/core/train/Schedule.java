package icl.core.train;

import icl.core.records.Default;

/** The schedule of the learning rate after the warm-up. */
@Default("cosine")
public enum Schedule {
    /** Constant. */
    CONSTANT,
    /** Half a cosine, which reaches 0 after the last step. */
    COSINE;

    /**
     * The factor of the learning rate at a step.
     *
     * @param step the step, from 0
     * @param warmUp number of steps of linear warm-up
     * @param steps number of all steps
     */
    public double factor(long step, long warmUp, long steps) {
        if (step < warmUp) {
            return (step + 1.0) / warmUp;
        }
        return this == CONSTANT ? 1 : (1 + StrictMath.cos(Math.PI * (step - warmUp) / (steps - warmUp))) / 2;
    }
}
