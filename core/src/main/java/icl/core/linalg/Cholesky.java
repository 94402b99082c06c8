package icl.core.linalg;

import icl.core.check.Interrupted;

/**
 * Solves systems with a symmetric positive definite matrix by A = R'R with R upper triangular, after scaling A to unit
 * diagonal.
 */
public final class Cholesky {
    /** The number of rows in a block that stays in the cache: 32 x 2000 x 8 bytes is 0.5 MB. */
    private static final int BLOCK = 32;

    private Cholesky() {}

    /**
     * Whether every eigenvalue is above 0, within rounding. Reads the upper triangle. Much faster than computing
     * eigenvalues.
     */
    public static boolean isPositiveDefinite(Matrix a) {
        return factor(scaled(a, scale(a)));
    }

    /**
     * Solves A x = b. Reads the upper triangle of A, shape (n, n).
     *
     * @throws IllegalArgumentException when A is not positive definite within rounding
     */
    public static Vector solve(Matrix a, Vector b) {
        double[] scale = scale(a);
        double[][] r = scaled(a, scale);
        if (!factor(r)) {
            throw new IllegalArgumentException("Cannot solve for a " + a + ": not positive definite");
        }
        double[] x = Vector.from(b.size(), i -> scale[i] * b.get(i)).toArray();
        solve(r, x);
        return Vector.from(x.length, i -> scale[i] * x[i]);
    }

    /**
     * The lower triangular factor L with L L' = A of a positive semidefinite A. A column whose pivot is 0 within
     * rounding is 0. Gives the same bits on every machine.
     */
    public static Matrix semidefiniteFactor(Matrix a) {
        int size = a.rows();
        double[][] l = new double[size][size];
        for (int k = 0; k < size; k++) {
            Interrupted.check();
            double pivot = rest(a, l, k, k);
            double negligible = size * 0x1p-52 * a.get(k, k);
            for (int i = k; i < size && pivot > negligible; i++) {
                l[i][k] = i == k ? Math.sqrt(pivot) : rest(a, l, i, k) / l[k][k];
            }
        }
        return Matrix.of(l);
    }

    private static double rest(Matrix a, double[][] l, int i, int k) {
        double rest = a.get(i, k);
        for (int j = 0; j < k; j++) {
            rest -= l[i][j] * l[k][j];
        }
        return rest;
    }

    private static double[] scale(Matrix a) {
        return a.diagonal().map(v -> 1 / Math.sqrt(v)).toArray();
    }

    private static double[][] scaled(Matrix a, double[] scale) {
        double[][] r = new double[scale.length][scale.length];
        for (int i = 0; i < r.length; i++) {
            for (int j = i; j < r.length; j++) {
                r[i][j] = scale[i] * a.get(i, j) * scale[j];
            }
        }
        return r;
    }

    /** Overwrites the upper triangle of A, by rows, with R; returns whether A is positive definite. */
    private static boolean factor(double[][] r) {
        for (int from = 0; from < r.length; from += BLOCK) {
            Interrupted.check();
            int to = Math.min(r.length, from + BLOCK);
            for (int k = 0; k < to; k++) {
                if (k >= from && !finish(k, r[k])) {
                    return false;
                }
                for (int i = Math.max(from, k + 1); i < to; i++) {
                    subtract(r[k][i], r[k], r[i], i);
                }
            }
        }
        return true;
    }

    private static boolean finish(int k, double[] row) {
        if (!(row[k] > 0)) {
            return false;
        }
        double inverse = 1 / Math.sqrt(row[k]);
        for (int j = k; j < row.length; j++) {
            row[j] *= inverse;
        }
        return true;
    }

    /** Subtracts a multiple: y -= factor x, from an index on. */
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
