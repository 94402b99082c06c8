package icl.core.simulate;

import icl.core.covariance.Covariance;
import icl.core.design.Design;
import icl.core.linalg.LaneAlgebra;
import icl.core.model.Predictor;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;

/**
 * The mean squared error of x'W X'(w o y) given all features, where all positions have the same task, which is
 * independent of the features. With v = x - sum w_i (x'W x_i) x_i and S the second moment of the task it is v'S v + sum
 * w_i^2 s_i^2 (x'W x_i)^2 + s^2 (docs/formulas.md, section 14).
 */
final class StepErrorGivenFeatures implements RiskSample {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;

    private final Design design;
    private final int dim;
    private final PromptBatch prompts;
    private final QuadraticForm tasks;
    private final float[] matrix; // W by rows
    private final float[] weights; // of the examples that prompts has
    private final float[] key;
    private final float[] pull;
    private final float[] residual;
    private final float[] single = LaneAlgebra.rows(1);

    StepErrorGivenFeatures(Design design, Covariance task, Predictor.Given step, PromptBatch prompts) {
        this.design = design;
        dim = design.dim();
        this.prompts = prompts;
        tasks = new QuadraticForm(task, dim);
        matrix = new float[dim * dim];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) step.preconditioner().get(i / dim, i % dim);
        }
        weights = new float[Math.max(prompts.length(), design.length())];
        Arrays.fill(weights, 1);
        step.weights().ifPresent(w -> {
            for (int i = 0; i < w.size(); i++) {
                weights[i] = (float) w.get(i);
            }
        });
        key = LaneAlgebra.rows(dim);
        pull = LaneAlgebra.rows(Math.max(1, prompts.length()));
        residual = LaneAlgebra.rows(dim);
    }

    private float noise(int position) {
        return (float) design.noiseVariance().at(position);
    }

    @Override
    public void at(long first, double[] numbers) {
        prompts.start(first);
        ALGEBRA.transposeTimes(matrix, dim, dim, prompts.query(), 0, key, 0);
        System.arraycopy(prompts.query(), 0, residual, 0, dim * LANES);
        float[] noise = new float[LANES]; // a new array cannot alias others, so the compiler vectorises the loop
        int drawn = 0;
        for (int count = prompts.next(); count > 0; count = prompts.next()) {
            ALGEBRA.dots(prompts.features(), count, dim, key, pull);
            for (int e = 0; e < count; e++) {
                ALGEBRA.scale(-weights[drawn + e], pull, e * LANES, 1);
                float variance = noise(Math.min(drawn + e, design.length()));
                for (int lane = 0; lane < LANES; lane++) {
                    float p = pull[e * LANES + lane];
                    noise[lane] = Math.fma(p * p, variance, noise[lane]);
                }
            }
            ALGEBRA.accumulate(prompts.features(), count, dim, pull, residual);
            drawn += count;
        }
        tasks.compute(residual, single);
        for (int lane = 0; lane < LANES; lane++) {
            single[lane] += noise[lane] + noise(design.length());
            numbers[lane] = single[lane];
        }
    }
}
