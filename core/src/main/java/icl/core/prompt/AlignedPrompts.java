package icl.core.prompt;

import icl.core.design.AlignedDesign;
import icl.core.random.StreamKey;

/** {@code aligned}: whole prompts, x_i and x = a beta + g, y_i = gamma beta'x_i + noise. */
final class AlignedPrompts extends WholePrompts {
    private final float gamma;
    private final float lean; // a / gamma: the task is kept as gamma beta

    AlignedPrompts(AlignedDesign design, StreamKey stream) {
        super(design, stream, chunk(design.dim(), design.length()));
        gamma = gamma(design);
        lean = (float) (design.alpha() / gamma);
    }

    static float gamma(AlignedDesign design) {
        return (float) (1 / Math.sqrt(design.alpha() * design.alpha() * design.dim() + 1));
    }

    @Override
    void begin() {
        drawTask(task);
        ALGEBRA.scale(gamma, task, 0, dim);
        drawQuery();
        ALGEBRA.addScaled(lean, task, 0, query, 0, dim);
        drawTarget();
    }

    @Override
    void mix(int first, int count) {
        for (int e = 0; e < count; e++) {
            ALGEBRA.addScaled(lean, task, 0, features, e * dim * LANES, dim);
        }
    }
}
