package icl.core.train;

import icl.core.linalg.LaneAlgebra;
import icl.core.model.BilinearModel;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;

/**
 * Squared error at the query of a model that computes a bilinear form. The examples are drawn, summed and
 * differentiated in blocks that stay in the cache.
 *
 * <p>With w_i = z_i'u, p_i = z_i'k, k = M'x: f = sum_i f_i w_i p_i = k't, t = sum_i f_i w_i z_i, and the gradients are
 * df/dM = x t', df/du = r = sum_i f_i p_i z_i, df/df_i = w_i p_i.
 */
public final class QueryLoss extends BilinearLoss {
    private final float[] key;
    private final float[] t;
    private final float[] r;
    private final float[] p;
    private final float[] w;
    private final float[] products; // w_i p_i of all examples, for the filter
    private final float[] prediction = LaneAlgebra.rows(1);
    private final float[] slope = LaneAlgebra.rows(1);
    private final float[] slopedQuery;

    /**
     * Creates a loss.
     *
     * @param prompts whole prompts if the model has weights, else prompts with the statistic that the model depends on
     */
    public QueryLoss(BilinearModel model, PromptBatch prompts) {
        super(model, prompts);
        key = LaneAlgebra.rows(width);
        t = LaneAlgebra.rows(width);
        r = LaneAlgebra.rows(width);
        p = LaneAlgebra.rows(Math.max(1, prompts.length()));
        w = LaneAlgebra.rows(Math.max(1, prompts.length()));
        products = LaneAlgebra.rows(hasFilter ? model.length() : 0);
        slopedQuery = LaneAlgebra.rows(dim);
    }

    @Override
    double block(long first, int count, float scale) {
        predict(first);
        double loss = slopes(prediction, prompts.target(), 0, count, scale, slope);
        differentiate();
        return loss;
    }

    private void predict(long first) {
        prompts.start(first);
        ALGEBRA.transposeTimes(matrix, dim, width, prompts.query(), 0, key, 0);
        Arrays.fill(t, 0);
        Arrays.fill(r, 0);
        int drawn = 0;
        for (int count = prompts.next(); count > 0; count = prompts.next()) {
            if (hasEvenPart) {
                bothParts(drawn, count);
            } else {
                oddPart(drawn, count);
            }
            drawn += count;
        }
        ALGEBRA.dots(key, 1, width, t, prediction);
    }

    private void bothParts(int first, int count) {
        float[] y = prompts.labels();
        ALGEBRA.dots(prompts.features(), count, dim, key, vector, p, w);
        ALGEBRA.addProducts(key, dim * LANES, y, 0, p, 0, count);
        ALGEBRA.addScaled(vector[dim], y, 0, w, 0, count);
        weigh(first, count);
        ALGEBRA.accumulate(prompts.features(), count, dim, w, p, t, r);
        for (int e = 0; e < count; e++) {
            ALGEBRA.addProducts(w, e * LANES, y, e * LANES, t, dim * LANES, 1);
            ALGEBRA.addProducts(p, e * LANES, y, e * LANES, r, dim * LANES, 1);
        }
    }

    private void oddPart(int first, int count) {
        System.arraycopy(prompts.labels(), 0, w, 0, count * LANES);
        if (hasFilter) {
            ALGEBRA.dots(prompts.features(), count, dim, key, p);
        }
        weigh(first, count);
        ALGEBRA.accumulate(prompts.features(), count, dim, w, t);
    }

    /** Stores the products for the gradient of the filter, then multiplies w and p by the weights. */
    private void weigh(int first, int count) {
        if (hasFilter) {
            LaneAlgebra.fill(products, first * LANES, count, 0);
        }
        for (int e = 0; e < count; e++) {
            int at = e * LANES;
            if (hasFilter) {
                ALGEBRA.addProducts(w, at, p, at, products, (first + e) * LANES, 1);
            }
            float weight = (float) form.filter()[first + e];
            ALGEBRA.scale(weight, w, at, 1);
            ALGEBRA.scale(weight, p, at, 1);
        }
    }

    private void differentiate() {
        Arrays.fill(slopedQuery, 0);
        ALGEBRA.addProducts(slope, 0, prompts.query(), 0, slopedQuery, 0, dim);
        ALGEBRA.outer(slopedQuery, dim, t, width, ofMatrix);
        if (hasEvenPart) {
            ALGEBRA.outer(slope, 1, r, width, ofVector);
        }
        if (hasFilter) {
            ALGEBRA.outer(slope, 1, products, model.length(), ofFilter);
        }
    }
}
