package icl.core.simulate;

import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.LaneAlgebra;
import icl.core.model.BilinearForm;
import icl.core.prompt.PromptBatch;
import icl.core.random.StreamKey;
import java.util.Arrays;

/**
 * The square of the part of a {@link BilinearForm} that is even in the labels, \( \sum_i f_i [(x_i^T u_x)(x_i^T A^T x)
 * + u_y y_i^2 \, p^T x] \), at the query. Where the two parts are uncorrelated, the risk is that of the odd part plus
 * the mean of this square (docs/formulas.md, section 12).
 */
public final class EvenPart implements RiskSample {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;

    private final BilinearForm form;
    private final PromptBatch prompts;
    private final float[] matrix;
    private final float[] vector;
    private final float[] key;
    private final float[] p;
    private final float[] w;

    /**
     * Allocates a sample.
     *
     * @param sees the statistic of a prompt that the model of the form depends on
     */
    public EvenPart(Design design, BilinearForm form, SufficientStatistic sees, StreamKey stream) {
        SinglePrecision.require(design);
        this.form = form;
        prompts = sees.cheapestSampler(design).open(stream);
        matrix = narrowed(form.matrix());
        vector = narrowed(form.vector());
        key = LaneAlgebra.rows(form.dim() + 1);
        p = LaneAlgebra.rows(Math.max(1, prompts.length()));
        w = LaneAlgebra.rows(Math.max(1, prompts.length()));
    }

    private static float[] narrowed(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    @Override
    public void at(long first, double[] numbers) {
        int d = form.dim();
        prompts.start(first);
        ALGEBRA.transposeTimes(matrix, d, d + 1, prompts.query(), 0, key, 0);
        Arrays.fill(numbers, 0);
        int drawn = 0;
        for (int count = prompts.next(); count > 0; count = prompts.next()) {
            ALGEBRA.dots(prompts.features(), count, d, key, vector, p, w);
            for (int e = 0; e < count; e++) {
                add(form.filter()[drawn + e], e * LANES, numbers);
            }
            drawn += count;
        }
        for (int lane = 0; lane < LANES; lane++) {
            numbers[lane] *= numbers[lane];
        }
    }

    private void add(double weight, int at, double[] numbers) {
        int label = form.dim() * LANES;
        for (int lane = 0; lane < LANES; lane++) {
            double y = prompts.labels()[at + lane];
            double even =
                    (double) p[at + lane] * w[at + lane] + (double) key[label + lane] * vector[form.dim()] * y * y;
            numbers[lane] += weight * even;
        }
    }
}
