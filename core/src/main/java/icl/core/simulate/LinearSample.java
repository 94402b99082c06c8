package icl.core.simulate;

import icl.core.linalg.LaneAlgebra;
import icl.core.model.QueryCoefficients;
import icl.core.prompt.PromptBatch;

/** A sample of errors of an estimator that is linear in the query, on prompts in lanes. */
final class LinearSample implements RiskSample {
    private final QueryCoefficients coefficients;
    private final PromptBatch prompts;
    private final QueryError error;
    private final int length;
    private final float[] b;
    private final float[] single = LaneAlgebra.rows(1);

    /**
     * Allocates a sample.
     *
     * @param length examples n of a prompt; {@code prompts} may represent them by fewer examples
     */
    LinearSample(QueryCoefficients coefficients, PromptBatch prompts, QueryError error, int length) {
        this.coefficients = coefficients;
        this.prompts = prompts;
        this.error = error;
        this.length = length;
        b = LaneAlgebra.rows(prompts.dim());
    }

    @Override
    public void at(long first, double[] numbers) {
        prompts.start(first);
        coefficients.compute(prompts, b);
        error.compute(prompts, b, length, single);
        for (int lane = 0; lane < LANES; lane++) {
            numbers[lane] = single[lane];
        }
    }
}
