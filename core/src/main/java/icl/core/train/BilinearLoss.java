package icl.core.train;

import icl.core.check.Interrupted;
import icl.core.linalg.LaneAlgebra;
import icl.core.model.BilinearForm;
import icl.core.model.BilinearModel;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;

/**
 * The loss of a model that computes a {@link BilinearForm}, over prompts in 64 lanes, in single precision. It converts
 * the form to floats, calls the subclass for each block of a batch, and collects the gradient. Evaluations do not
 * allocate.
 */
abstract class BilinearLoss implements BatchLoss {
    static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
    static final int LANES = LaneAlgebra.LANES;

    private static final int PARTS = LaneAlgebra.PARTS;

    final BilinearModel model;
    final PromptBatch prompts;
    final boolean hasEvenPart;
    final boolean hasFilter;
    final int dim;
    final int width; // of M and z: d + 1 with an even part, else d
    final BilinearForm form;
    final float[] matrix; // M, shape (d, width)
    final float[] vector; // u, shape (d + 1)
    final float[] ofMatrix;
    final float[] ofVector;
    final float[] ofFilter;
    private final BilinearForm ofForm;

    BilinearLoss(BilinearModel model, PromptBatch prompts) {
        this.model = model;
        this.prompts = prompts;
        hasEvenPart = model.parts().even();
        hasFilter = model.parts().trainedWeights();
        dim = model.dim();
        width = hasEvenPart ? dim + 1 : dim;
        form = new BilinearForm(dim, model.length());
        ofForm = new BilinearForm(dim, model.length());
        matrix = new float[dim * width];
        vector = new float[dim + 1];
        ofMatrix = new float[dim * width * PARTS];
        ofVector = new float[width * PARTS];
        ofFilter = new float[model.length() * PARTS];
    }

    @Override
    public final double at(double[] parameters, long first, int count, double[] gradient) {
        model.form(parameters, form);
        narrow();
        Arrays.fill(ofMatrix, 0);
        Arrays.fill(ofVector, 0);
        Arrays.fill(ofFilter, 0);
        double loss = 0;
        for (int done = 0; done < count; done += LANES) {
            Interrupted.check();
            loss += block(first + done, Math.min(LANES, count - done), 2f / count);
        }
        collect();
        model.pullBack(parameters, ofForm, gradient);
        return loss / count;
    }

    /**
     * Adds the gradient of the first {@code count} prompts of a block to {@code ofMatrix}, {@code ofVector} and {@code
     * ofFilter}.
     *
     * @param scale factor of the errors in the gradient
     * @return the sum of the losses of these prompts
     */
    abstract double block(long first, int count, float scale);

    /**
     * Writes scale times the error into {@code slope}, 0 in lanes from {@code count} on, and returns the sum of squared
     * errors.
     */
    final double slopes(float[] prediction, float[] label, int labelAt, int count, float scale, float[] slope) {
        double loss = 0;
        for (int lane = 0; lane < LANES; lane++) {
            float error = lane < count ? prediction[lane] - label[labelAt + lane] : 0;
            slope[lane] = scale * error;
            loss += (double) error * error;
        }
        return loss;
    }

    private void narrow() {
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < width; c++) {
                matrix[a * width + c] = (float) form.matrix()[a * (dim + 1) + c];
            }
        }
        for (int c = 0; c <= dim; c++) {
            vector[c] = (float) form.vector()[c];
        }
    }

    private void collect() {
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < width; c++) {
                ofForm.matrix()[a * (dim + 1) + c] = LaneAlgebra.folded(ofMatrix, (a * width + c) * PARTS);
            }
        }
        for (int c = 0; c < width; c++) {
            ofForm.vector()[c] = LaneAlgebra.folded(ofVector, c * PARTS);
        }
        for (int i = 0; i < model.length(); i++) {
            ofForm.filter()[i] = LaneAlgebra.folded(ofFilter, i * PARTS);
        }
    }
}
