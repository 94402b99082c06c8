package icl.core.model;

import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Matrix;
import icl.core.prompt.PromptBatch;
import java.util.Optional;

/** The coefficients b = W X'y + g_k of a step with a shift for each group k, to which a prompted step is equivalent. */
public final class ShiftedCoefficients implements QueryCoefficients {
    private static final int LANES = LaneAlgebra.LANES;

    private final StepCoefficients step;
    private final float[][] shifts;

    /**
     * Allocates a computation.
     *
     * @param preconditioner W, shape (d, d)
     * @param shifts g, shape (groups, d)
     */
    public ShiftedCoefficients(Matrix preconditioner, Matrix shifts) {
        step = new StepCoefficients(preconditioner, Optional.empty(), 0);
        this.shifts = new float[shifts.rows()][shifts.columns()];
        for (int k = 0; k < shifts.rows(); k++) {
            for (int c = 0; c < shifts.columns(); c++) {
                this.shifts[k][c] = (float) shifts.get(k, c);
            }
        }
    }

    @Override
    public void compute(PromptBatch prompts, float[] b) {
        step.compute(prompts, b);
        for (int lane = 0; lane < LANES; lane++) {
            float[] shift = shifts[prompts.group()[lane]];
            for (int c = 0; c < shift.length; c++) {
                b[c * LANES + lane] += shift[c];
            }
        }
    }
}
