package icl.core.model;

import icl.core.linalg.LaneAlgebra;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;

/**
 * The coefficients of a {@link BilinearForm}: b = M t with t = sum_i f_i w_i z_i, w_i = z_i'u.
 *
 * <p>With g the derivative with respect to b, k = M'g and p_i = z_i'k the derivatives are g t' with respect to M, sum_i f_i p_i z_i with
 * respect to u, and w_i p_i with respect to f_i.
 */
final class BilinearCoefficients implements QueryCoefficients.Trainable {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
    private static final int LANES = LaneAlgebra.LANES;
    private static final int PARTS = LaneAlgebra.PARTS;

    private final FormParameters model;
    private final FormParts parts;
    private final int dim;
    private final int width; // of M and z: d + 1 with an even part, else d
    private final BilinearForm form;
    private final BilinearForm ofForm;
    private final float[] matrix; // M, shape (d, width)
    private final float[] transposed; // M', shape (width, d)
    private final float[] vector; // u, shape (d + 1)
    private final float[] examples; // z_i, or x_i without an even part
    private final float[] w; // w_i
    private final float[] p; // p_i
    private final float[] weighted; // f_i w_i, then f_i p_i
    private final float[] byLag; // w_i p_i, shape (n), as the filter lies
    private final float[] t;
    private final float[] key; // k
    private final float[] r; // sum_i f_i p_i z_i
    private final float[] ones = LaneAlgebra.rows(1);
    private final float[] ofMatrix;
    private final float[] ofVector;
    private final float[] ofFilter;
    private double[] parameters = {};
    private int count; // examples of the prompts computed last

    BilinearCoefficients(FormParameters model, int room) {
        this.model = model;
        parts = model.parts();
        dim = model.dim();
        width = parts.even() ? dim + 1 : dim;
        form = new BilinearForm(dim, model.length());
        ofForm = new BilinearForm(dim, model.length());
        matrix = new float[dim * width];
        transposed = new float[dim * width];
        vector = new float[dim + 1];
        examples = LaneAlgebra.rows(Math.multiplyExact(room, width));
        w = LaneAlgebra.rows(room);
        p = LaneAlgebra.rows(room);
        weighted = LaneAlgebra.rows(room);
        byLag = LaneAlgebra.rows(model.length());
        t = LaneAlgebra.rows(width);
        key = LaneAlgebra.rows(width);
        r = LaneAlgebra.rows(width);
        Arrays.fill(ones, 1);
        ofMatrix = new float[dim * width * PARTS];
        ofVector = new float[width * PARTS];
        ofFilter = new float[model.length() * PARTS];
    }

    @Override
    public void set(double[] values) {
        parameters = values;
        model.form(values, form);
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < width; c++) {
                matrix[a * width + c] = (float) form.matrix()[a * (dim + 1) + c];
                transposed[c * dim + a] = matrix[a * width + c];
            }
        }
        for (int c = 0; c <= dim; c++) {
            vector[c] = (float) form.vector()[c];
        }
        Arrays.fill(ofMatrix, 0);
        Arrays.fill(ofVector, 0);
        Arrays.fill(ofFilter, 0);
    }

    @Override
    public void compute(PromptBatch prompts, float[] b) {
        keep(prompts);
        weigh(w);
        Arrays.fill(t, 0);
        ALGEBRA.accumulate(examples, count, width, weighted, t);
        ALGEBRA.transposeTimes(transposed, width, dim, t, 0, b, 0);
    }

    /** Copies the examples, and computes w_i; without an even part u is the label. */
    private void keep(PromptBatch prompts) {
        int size = dim * LANES;
        count = 0;
        for (int some = prompts.next(); some > 0; some = prompts.next()) {
            System.arraycopy(prompts.labels(), 0, w, count * LANES, some * LANES);
            for (int e = 0; e < some; e++) {
                int at = (count + e) * width * LANES;
                System.arraycopy(prompts.features(), e * size, examples, at, size);
                if (parts.even()) {
                    System.arraycopy(prompts.labels(), e * LANES, examples, at + size, LANES);
                    project(count + e);
                }
            }
            count += some;
        }
    }

    private void project(int i) {
        LaneAlgebra.fill(w, i * LANES, 1, 0);
        for (int c = 0; c < width; c++) {
            ALGEBRA.addScaled(vector[c], examples, (i * width + c) * LANES, w, i * LANES, 1);
        }
    }

    /** Weights belong to lags: the last example has the last one. */
    private int lag(int i) {
        return form.length() - count + i;
    }

    private void weigh(float[] rows) {
        System.arraycopy(rows, 0, weighted, 0, count * LANES);
        for (int i = 0; i < count; i++) {
            ALGEBRA.scale((float) form.filter()[lag(i)], weighted, i * LANES, 1);
        }
    }

    @Override
    public void addGradient(float[] slope) {
        ALGEBRA.outer(slope, dim, t, width, ofMatrix);
        if (parts.even() || parts.trainedWeights()) {
            ALGEBRA.transposeTimes(matrix, dim, width, slope, 0, key, 0);
            ALGEBRA.dots(examples, count, width, key, p);
        }
        if (parts.even()) {
            weigh(p);
            Arrays.fill(r, 0);
            ALGEBRA.accumulate(examples, count, width, weighted, r);
            ALGEBRA.outer(ones, 1, r, width, ofVector);
        }
        if (parts.trainedWeights()) {
            Arrays.fill(byLag, 0);
            for (int i = 0; i < count; i++) {
                ALGEBRA.addProducts(w, i * LANES, p, i * LANES, byLag, lag(i) * LANES, 1);
            }
            ALGEBRA.outer(ones, 1, byLag, model.length(), ofFilter);
        }
    }

    @Override
    public void gradient(double[] gradient) {
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
        model.pullBack(parameters, ofForm, gradient);
    }
}
