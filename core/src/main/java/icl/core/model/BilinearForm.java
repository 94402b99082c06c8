package icl.core.model;

/**
 * What a layer computes from the examples z_i = (x_i, y_i) and the query x, whatever its parameters are called:
 *
 * <p>\[ f = \sum_i f_i \, (z_i^T u) \, (z_i^T M^T x) , \]
 *
 * <p>M of shape (d, d + 1), u of shape (d + 1), f of shape (n). Half of it is one weighted step of gradient descent, x' W
 * X'(f o y) with W = u_y A + p u_x', where M = [A | p] and u = (u_x, u_y); the other half is even in the labels (docs/formulas.md, section 9).
 *
 * <p>A buffer that a training loop fills at each step; it also holds gradients with respect to M, u and f. Weights belong to
 * lags: position m sees example i with weight f[n - m + i], counted from 0.
 */
public final class BilinearForm {
    private final int dim;
    private final int length;
    private final double[] matrix;
    private final double[] vector;
    private final double[] filter;

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
}
