package icl.core.simulate;

import icl.core.covariance.Profile;
import icl.core.design.QueryGivenTask;
import icl.core.linalg.LaneAlgebra;
import icl.core.prompt.PromptBatch;

/**
 * The mean squared error given examples and task, where the query is independent of the examples given the task: with x
 * ~ N(c beta, S) it is (b - beta)'S(b - beta) + c^2 ((b - beta)'beta)^2 + s^2 for any function b of the examples. Its
 * variance is smaller and its tails are lighter than those of the squared error (Rao-Blackwell; docs/formulas.md,
 * section 14).
 */
final class ErrorGivenTask implements QueryError {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
    private static final int LANES = LaneAlgebra.LANES;

    private final int dim;
    private final QuadraticForm features;
    private final float taskFactor; // c
    private final Profile noiseVariance;
    private final float[] error;
    private final float[] along = LaneAlgebra.rows(1);

    ErrorGivenTask(int dim, QueryGivenTask query, Profile noiseVariance) {
        this.dim = dim;
        features = new QuadraticForm(query.covariance(), dim);
        taskFactor = (float) query.taskFactor();
        this.noiseVariance = noiseVariance;
        error = LaneAlgebra.rows(dim);
    }

    @Override
    public void compute(PromptBatch prompts, float[] b, int position, float[] numbers) {
        System.arraycopy(b, 0, error, 0, dim * LANES);
        ALGEBRA.addScaled(-1, prompts.task(), 0, error, 0, dim);
        features.compute(error, numbers);
        float noise = (float) noiseVariance.at(position);
        if (taskFactor != 0) {
            ALGEBRA.dots(error, 1, dim, prompts.task(), along);
        }
        for (int lane = 0; lane < LANES; lane++) {
            float shift = taskFactor * along[lane];
            numbers[lane] = Math.fma(shift, shift, numbers[lane]) + noise;
        }
    }
}
