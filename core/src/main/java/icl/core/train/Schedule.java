package icl.core.train;

import icl.core.records.Default;

/** How the learning rate goes on after warming up. */
@Default("cosine")
public enum Schedule {
    /** It stays. */
    CONSTANT,
    /** Half a cosine, down to zero after the last step. */
    COSINE;

    /**
     * The factor of the rate at a step.
     *
     * @param step from 0
     * @param warmUp steps of a linear rise before
     */
    public double factor(long step, long warmUp, long steps) {
        if (step < warmUp) {
            return (step + 1.0) / warmUp;
        }
        return this == CONSTANT ? 1 : (1 + StrictMath.cos(Math.PI * (step - warmUp) / (steps - warmUp))) / 2;
    }
}
