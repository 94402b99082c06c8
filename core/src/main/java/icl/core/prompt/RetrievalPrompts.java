package icl.core.prompt;

import icl.core.covariance.Profile;
import icl.core.random.StreamKey;

/** Whole prompts of examples correlated with the query, x_i = a_i x + sqrt(1 - a_i^2) g_i. */
public final class RetrievalPrompts extends WholePrompts {
    private final Profile alpha;

    /**
     * Allocates a batch.
     *
     * @param alpha a_i in [0, 1], one number or one for each example
     */
    public RetrievalPrompts(LinearGaussian law, Profile alpha, StreamKey stream) {
        super(law, stream, chunk(law.dim(), law.length()));
        this.alpha = alpha;
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
