package icl.core.linalg;

/** Systems with a symmetric positive definite matrix: A = R'R with R upper triangular, after scaling A to unit diagonal. */
public final class Cholesky {
    /** Rows worked on together, so that they stay in the cache: 32 x 2000 x 8 bytes is 0.5 MB. */
    private static final int BLOCK = 32;

    private Cholesky() {}

    /**
     * The x with A x = b, from the upper triangle of A.
     *
     * @throws IllegalArgumentException when A is not positive definite within rounding
     */
    public static Vector solve(Matrix a, Vector b) {
        int n = a.rows();
        double[] scale = a.diagonal().map(v -> 1 / Math.sqrt(v)).toArray();
        double[][] r = new double[n][n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = scale[i] * b.get(i);
            for (int j = i; j < n; j++) {
                r[i][j] = scale[i] * a.get(i, j) * scale[j];
            }
        }
        factor(r);
        solve(r, x);
        return Vector.from(n, i -> scale[i] * x[i]);
    }

    /** Turns the upper triangle of A, by rows, into R. */
    private static void factor(double[][] r) {
        for (int from = 0; from < r.length; from += BLOCK) {
            int to = Math.min(r.length, from + BLOCK);
            for (int k = 0; k < to; k++) {
                if (k >= from) {
                    finish(k, r[k]);
                }
                for (int i = Math.max(from, k + 1); i < to; i++) {
                    subtract(r[k][i], r[k], r[i], i);
                }
            }
        }
    }

    private static void finish(int k, double[] row) {
        double pivot = row[k];
        if (!(pivot > 0)) {
            throw new IllegalArgumentException("Cannot solve for a " + row.length + "x" + row.length
                    + " matrix: not positive definite (pivot " + k + " of its scaled form is " + pivot + ")");
        }
        double inverse = 1 / Math.sqrt(pivot);
        for (int j = k; j < row.length; j++) {
            row[j] *= inverse;
        }
    }

    /** y -= factor x, from an index on. */
    private static void subtract(double factor, double[] x, double[] y, int from) {
        for (int j = from; j < y.length; j++) {
            y[j] = Math.fma(-factor, x[j], y[j]);
        }
    }

    private static void solve(double[][] r, double[] x) {
        for (int k = 0; k < x.length; k++) {
            x[k] /= r[k][k];
            subtract(x[k], r[k], x, k + 1);
        }
        for (int k = x.length - 1; k >= 0; k--) {
            for (int j = k + 1; j < x.length; j++) {
                x[k] -= r[k][j] * x[j];
            }
            x[k] /= r[k][k];
        }
    }
}
