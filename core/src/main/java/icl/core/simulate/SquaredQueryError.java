package icl.core.simulate;

import icl.core.linalg.LaneAlgebra;
import icl.core.prompt.PromptBatch;

/** The squared error (y - x'b)^2, which can be computed on every design. */
final class SquaredQueryError implements QueryError {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;

    @Override
    public void compute(PromptBatch prompts, float[] b, int position, float[] numbers) {
        ALGEBRA.dots(b, 1, prompts.dim(), prompts.query(), numbers);
        for (int lane = 0; lane < LaneAlgebra.LANES; lane++) {
            float error = numbers[lane] - prompts.target()[lane];
            numbers[lane] = error * error;
        }
    }
}
