package icl.core.prompt;

import icl.core.random.StreamKey;

/**
 * Whole prompts whose features have a mean along the task: x_i and x are a beta + g, and y_i = gamma beta'x_i + noise.
 */
public final class AlignedPrompts extends WholePrompts {
    private final float gamma;
    private final float taskFactor; // a / gamma: the task is kept as gamma beta

    /**
     * Allocates a batch.
     *
     * @param alpha a, in [0, 1]
     */
    public AlignedPrompts(LinearGaussian law, double alpha, StreamKey stream) {
        super(law, stream, chunk(law.dim(), law.length()));
        SharedDirection axis = SharedDirection.task(alpha);
        gamma = axis.labelScale(dim);
        taskFactor = axis.taskFactor(dim);
    }

    @Override
    void begin() {
        drawTask(task);
        ALGEBRA.scale(gamma, task, 0, dim);
        drawQuery();
        ALGEBRA.addScaled(taskFactor, task, 0, query, 0, dim);
        drawTarget();
    }

    @Override
    void mix(int first, int count) {
        for (int e = 0; e < count; e++) {
            ALGEBRA.addScaled(taskFactor, task, 0, features, e * dim * LANES, dim);
        }
    }
}
