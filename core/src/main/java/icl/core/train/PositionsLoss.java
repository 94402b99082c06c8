package icl.core.train;

import icl.core.linalg.LaneAlgebra;
import icl.core.model.BilinearModel;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;

/**
 * Squared error averaged over all positions, of a model that computes a bilinear form. Position m is predicted from the
 * m examples before it, with weights by lag. Takes O(n^2 d) for each prompt.
 */
public final class PositionsLoss extends BilinearLoss {
    private final int length;
    private final float[] examples; // z_i, or x_i without an even part, shape (n, width)
    private final float[] features; // of all positions, shape (n + 1, d)
    private final float[] labels; // of all positions, shape (n + 1)
    private final float[] w; // z_i'u, shape (n)
    private final float[] p; // z_i'k_m, shape (n)
    private final float[] weighted; // f w_i, shape (n)
    private final float[] backward; // sum over m of slope f p_i, shape (n)
    private final float[] byLag; // sum over m of slope w_i p_i, shape (n), as the filter lies
    private final float[] key;
    private final float[] t;
    private final float[] r;
    private final float[] prediction = LaneAlgebra.rows(1);
    private final float[] slope = LaneAlgebra.rows(1);
    private final float[] sloped = LaneAlgebra.rows(1);
    private final float[] ones = LaneAlgebra.rows(1);
    private final float[] slopedFeatures;

    /** Allocates a loss over whole prompts. */
    public PositionsLoss(BilinearModel model, PromptBatch prompts) {
        super(model, prompts);
        length = model.length();
        examples = LaneAlgebra.rows(length * width);
        features = LaneAlgebra.rows((length + 1) * dim);
        labels = LaneAlgebra.rows(length + 1);
        w = LaneAlgebra.rows(length);
        p = LaneAlgebra.rows(length);
        weighted = LaneAlgebra.rows(length);
        backward = LaneAlgebra.rows(length);
        byLag = LaneAlgebra.rows(length);
        key = LaneAlgebra.rows(width);
        t = LaneAlgebra.rows(width);
        r = LaneAlgebra.rows(width);
        slopedFeatures = LaneAlgebra.rows(dim);
        Arrays.fill(ones, 1);
    }

    @Override
    double block(long first, int count, float scale) {
        draw(first);
        project();
        Arrays.fill(backward, 0);
        Arrays.fill(byLag, 0);
        double loss = 0;
        for (int m = 0; m <= length; m++) {
            loss += position(m, count, scale / (length + 1));
        }
        Arrays.fill(r, 0);
        ALGEBRA.accumulate(examples, length, width, backward, r);
        if (hasEvenPart) {
            ALGEBRA.outer(ones, 1, r, width, ofVector);
        }
        if (hasFilter) {
            ALGEBRA.outer(ones, 1, byLag, length, ofFilter);
        }
        return loss / (length + 1);
    }

    private void draw(long first) {
        int size = dim * LANES;
        prompts.start(first);
        System.arraycopy(prompts.query(), 0, features, length * size, size);
        int drawn = 0;
        for (int count = prompts.next(); count > 0; count = prompts.next()) {
            System.arraycopy(prompts.features(), 0, features, drawn * size, count * size);
            System.arraycopy(prompts.labels(), 0, labels, drawn * LANES, count * LANES);
            drawn += count;
        }
        System.arraycopy(prompts.target(), 0, labels, length * LANES, LANES);
        for (int i = 0; i < length; i++) {
            int at = i * width * LANES;
            System.arraycopy(features, i * size, examples, at, size);
            if (hasEvenPart) {
                System.arraycopy(labels, i * LANES, examples, at + size, LANES);
            }
        }
    }

    /** Computes z_i'u; without an even part it is the label. */
    private void project() {
        if (!hasEvenPart) {
            System.arraycopy(labels, 0, w, 0, length * LANES);
            return;
        }
        Arrays.fill(w, 0);
        for (int i = 0; i < length; i++) {
            for (int c = 0; c < width; c++) {
                ALGEBRA.addScaled(vector[c], examples, (i * width + c) * LANES, w, i * LANES, 1);
            }
        }
    }

    private double position(int m, int count, float scale) {
        ALGEBRA.transposeTimes(matrix, dim, width, features, m * dim * LANES, key, 0);
        ALGEBRA.dots(examples, m, width, key, p);
        System.arraycopy(w, 0, weighted, 0, m * LANES);
        LaneAlgebra.fill(prediction, 0, 1, 0);
        for (int i = 0; i < m; i++) {
            ALGEBRA.scale((float) form.filter()[length - m + i], weighted, i * LANES, 1);
            ALGEBRA.addProducts(weighted, i * LANES, p, i * LANES, prediction, 0, 1);
        }
        double loss = slopes(prediction, labels, m * LANES, count, scale, slope);
        differentiate(m);
        return loss;
    }

    private void differentiate(int m) {
        Arrays.fill(t, 0);
        ALGEBRA.accumulate(examples, m, width, weighted, t);
        Arrays.fill(slopedFeatures, 0);
        ALGEBRA.addProducts(slope, 0, features, m * dim * LANES, slopedFeatures, 0, dim);
        ALGEBRA.outer(slopedFeatures, dim, t, width, ofMatrix);
        for (int i = 0; i < m; i++) {
            int lag = length - m + i;
            LaneAlgebra.fill(sloped, 0, 1, 0);
            ALGEBRA.addProducts(slope, 0, p, i * LANES, sloped, 0, 1);
            ALGEBRA.addScaled((float) form.filter()[lag], sloped, 0, backward, i * LANES, 1);
            if (hasFilter) {
                ALGEBRA.addProducts(sloped, 0, w, i * LANES, byLag, lag * LANES, 1);
            }
        }
    }
}
