package icl.core.model;

import icl.core.linalg.Matrix;
import icl.core.prompt.Prompt;
import java.util.Arrays;

/**
 * The function of the examples z_i = (x_i, y_i) and the query x that linear attention and H3 layers compute:
 *
 * <p>\[ f = \sum_i f_i \, (z_i^T u) \, (z_i^T M^T x) , \]
 *
 * <p>with M of shape (d, d + 1), u of shape (d + 1) and f of shape (n). It is the sum of a part that is odd in the
 * labels, the weighted step of gradient descent x' W X'(f o y) with W = u_y A + p u_x', where M = [A | p] and u = (u_x,
 * u_y), and of a part that is even in the labels (docs/formulas.md, section 12).
 *
 * <p>An instance is a mutable buffer that a training loop fills at each step; it is also used for gradients with
 * respect to M, u and f. Weights belong to lags: for position m the weight of example i is f[n - m + i], from 0.
 */
public final class BilinearForm {
    private final int dim;
    private final int length;
    private final double[] matrix;
    private final double[] vector;
    private final double[] filter;

    /** Allocates a form of zeros for {@code dim} features and {@code length} examples. */
    public BilinearForm(int dim, int length) {
        this.dim = dim;
        this.length = length;
        matrix = new double[Math.multiplyExact(dim, dim + 1)];
        vector = new double[dim + 1];
        filter = new double[length];
    }

    public int dim() {
        return dim;
    }

    public int length() {
        return length;
    }

    /** M by rows, shape (d, d + 1); not a copy. */
    public double[] matrix() {
        return matrix;
    }

    /** u, shape (d + 1), the label's entry last; not a copy. */
    public double[] vector() {
        return vector;
    }

    /** f, shape (n), one for each example of a whole prompt; not a copy. */
    public double[] filter() {
        return filter;
    }

    /** Sets every weight to 1/n. */
    void setEqualWeights() {
        Arrays.fill(filter, 1.0 / length);
    }

    /** Sets u to the unit vector of the label and p to 0, so that the form is x' A X'(f o y). */
    void setStep() {
        Arrays.fill(vector, 0);
        vector[dim] = 1;
        for (int a = 0; a < dim; a++) {
            matrix[a * (dim + 1) + dim] = 0;
        }
    }

    /** W = u_y A + p u_x', the preconditioner of the part that is odd in the labels; its weights are f. */
    public Matrix preconditioner() {
        return scaledPreconditioner(1);
    }

    /**
     * W times a factor. With the common weight of the examples as factor, it is the preconditioner of a step whose
     * weights are 1.
     */
    public Matrix scaledPreconditioner(double factor) {
        return Matrix.from(dim, dim, (a, c) -> factor * odd(a, c));
    }

    private double odd(int a, int c) {
        return vector[dim] * matrix[a * (dim + 1) + c] + matrix[a * (dim + 1) + dim] * vector[c];
    }

    /** The label of position m, predicted from the m examples before it. */
    public double predict(Prompt prompt, int m) {
        double[] k = key(prompt, m);
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += filter[length - m + i] * dot(vector, prompt, i) * dot(k, prompt, i);
        }
        return sum;
    }

    /** Adds {@code weight} times the gradient of {@link #predict} with respect to M, u and f. */
    public void addGradient(Prompt prompt, int m, double weight, BilinearForm gradient) {
        double[] k = key(prompt, m);
        double[] t = new double[dim + 1];
        for (int i = 0; i < m; i++) {
            int at = length - m + i;
            double w = dot(vector, prompt, i);
            double p = dot(k, prompt, i);
            gradient.filter[at] += weight * w * p;
            add(filter[at] * w, prompt, i, t);
            add(weight * filter[at] * p, prompt, i, gradient.vector);
        }
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c <= dim; c++) {
                gradient.matrix[a * (dim + 1) + c] += weight * prompt.features().get(m, a) * t[c];
            }
        }
    }

    /** M' x for the features at position m, shape (d + 1). */
    private double[] key(Prompt prompt, int m) {
        double[] k = new double[dim + 1];
        for (int a = 0; a < dim; a++) {
            double x = prompt.features().get(m, a);
            for (int c = 0; c <= dim; c++) {
                k[c] += x * matrix[a * (dim + 1) + c];
            }
        }
        return k;
    }

    private double dot(double[] vector, Prompt prompt, int i) {
        double sum = vector[dim] * prompt.labels().get(i);
        for (int c = 0; c < dim; c++) {
            sum += vector[c] * prompt.features().get(i, c);
        }
        return sum;
    }

    private void add(double factor, Prompt prompt, int i, double[] into) {
        for (int c = 0; c < dim; c++) {
            into[c] += factor * prompt.features().get(i, c);
        }
        into[dim] += factor * prompt.labels().get(i);
    }
}
