package icl.core.simulate;

import icl.core.linalg.LaneAlgebra;
import icl.core.model.QueryCoefficients;
import icl.core.prompt.PrefixPrompts;
import icl.core.prompt.PromptBatch;

/**
 * A sample of errors of an estimator that is linear in the query, averaged over all prefixes of a prompt, on prompts in
 * lanes.
 */
final class PrefixSample implements RiskSample {
    private final QueryCoefficients coefficients;
    private final PrefixPrompts prefixes;
    private final QueryError error;
    private final float[] b;
    private final float[] single = LaneAlgebra.rows(1);
    private final float[] sum = LaneAlgebra.rows(1);

    PrefixSample(QueryCoefficients coefficients, PromptBatch whole, QueryError error) {
        this.coefficients = coefficients;
        prefixes = new PrefixPrompts(whole);
        this.error = error;
        b = LaneAlgebra.rows(whole.dim());
    }

    @Override
    public void at(long first, double[] numbers) {
        LaneAlgebra.fill(sum, 0, 1, 0);
        prefixes.start(first);
        do {
            coefficients.computePrefix(prefixes, b);
            error.compute(prefixes, b, prefixes.length(), single);
            for (int lane = 0; lane < LANES; lane++) {
                sum[lane] += single[lane];
            }
        } while (prefixes.lengthen());
        float share = 1f / (prefixes.length() + 1);
        for (int lane = 0; lane < LANES; lane++) {
            numbers[lane] = sum[lane] * share;
        }
    }
}
