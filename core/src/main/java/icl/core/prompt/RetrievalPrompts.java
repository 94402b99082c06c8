package icl.core.prompt;

import icl.core.covariance.Profile;
import icl.core.design.RetrievalDesign;
import icl.core.random.StreamKey;

/** {@code retrieval}: whole prompts, x_i = a_i x + sqrt(1 - a_i^2) g_i. */
final class RetrievalPrompts extends WholePrompts {
    private final Profile alpha;

    RetrievalPrompts(RetrievalDesign design, StreamKey stream) {
        super(design, stream, chunk(design.dim(), design.length()));
        alpha = design.alpha();
    }

    @Override
    void begin() {
        drawQuery();
        drawTask(task);
        drawTarget();
    }

    @Override
    void mix(int first, int count) {
        for (int e = 0; e < count; e++) {
            double a = alpha.at(first + e);
            int at = e * dim * LANES;
            ALGEBRA.scale((float) Math.sqrt((1 - a) * (1 + a)), features, at, dim);
            ALGEBRA.addScaled((float) a, query, 0, features, at, dim);
        }
    }
}
