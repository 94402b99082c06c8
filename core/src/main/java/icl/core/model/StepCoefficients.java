package icl.core.model;

import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;
import java.util.Optional;

/** The coefficients b = W X'(w o y) of one preconditioned gradient step. */
public final class StepCoefficients implements QueryCoefficients {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
    private static final int LANES = LaneAlgebra.LANES;

    private final int dim;
    private final float[] transposed; // W' by rows
    private final Optional<Vector> weights;
    private final float[] step; // X'(w o y)
    private final float[] weighted; // labels of some examples times their weights
    private final float[] signals; // y_i x_i of the examples of a prefix

    /**
     * Allocates a computation.
     *
     * @param preconditioner W, shape (d, d)
     * @param weights w, shape (n); all one when empty
     * @param longestPrefix the largest number of examples of a prefix; 0 where no prefixes are computed
     */
    public StepCoefficients(Matrix preconditioner, Optional<Vector> weights, int longestPrefix) {
        dim = preconditioner.rows();
        transposed = new float[dim * dim];
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < dim; c++) {
                transposed[c * dim + a] = (float) preconditioner.get(a, c);
            }
        }
        this.weights = weights;
        step = LaneAlgebra.rows(dim);
        weighted = LaneAlgebra.rows(weights.map(Vector::size).orElse(0));
        signals = LaneAlgebra.rows(Math.multiplyExact(dim, longestPrefix));
    }

    @Override
    public void compute(PromptBatch prompts, float[] b) {
        Arrays.fill(step, 0);
        int drawn = 0;
        for (int count = prompts.next(); count > 0; count = prompts.next()) {
            ALGEBRA.accumulate(prompts.features(), count, dim, weigh(prompts.labels(), drawn, count), step);
            drawn += count;
        }
        ALGEBRA.transposeTimes(transposed, dim, dim, step, 0, b, 0);
    }

    private float[] weigh(float[] labels, int first, int count) {
        if (weights.isEmpty()) {
            return labels;
        }
        System.arraycopy(labels, 0, weighted, 0, count * LANES);
        for (int e = 0; e < count; e++) {
            ALGEBRA.scale((float) weights.get().get(first + e), weighted, e * LANES, 1);
        }
        return weighted;
    }

    /** Computes b for a prefix. Weights belong to lags, so the last example of a prefix has the last weight. */
    @Override
    public void computePrefix(PromptBatch prefix, float[] b) {
        int m = prefix.next();
        if (m > 0) {
            keepSignal(m - 1, prefix);
        }
        Arrays.fill(step, 0);
        for (int i = 0; i < m; i++) {
            float weight = weights.isEmpty()
                    ? 1
                    : (float) weights.get().get(weights.get().size() - m + i);
            ALGEBRA.addScaled(weight, signals, i * dim * LANES, step, 0, dim);
        }
        ALGEBRA.transposeTimes(transposed, dim, dim, step, 0, b, 0);
    }

    /** Stores y_i x_i of the last example of a prefix; those of the earlier ones are stored already. */
    private void keepSignal(int i, PromptBatch prefix) {
        int at = i * dim * LANES;
        LaneAlgebra.fill(signals, at, dim, 0);
        ALGEBRA.addProducts(prefix.labels(), i * LANES, prefix.features(), at, signals, at, dim);
    }
}
