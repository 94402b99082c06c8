package icl.core.covariance;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Cholesky;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;

/** Checks that a matrix is a covariance: square, finite, symmetric and positive semidefinite, up to rounding. */
final class PositiveSemidefinite {
    /**
     * Tolerance relative to the largest entry. Matrices that were printed or computed in double precision have errors
     * of about 1e-16 of it.
     */
    private static final double TOLERANCE = 1e-10;

    private PositiveSemidefinite() {}

    /** Checks the diagonal of a covariance, and replaces entries that are negative by rounding by 0. */
    static Vector variances(String name, Vector diagonal) {
        double largest = 0;
        for (int i = 0; i < diagonal.size(); i++) {
            largest = Math.max(largest, diagonal.get(i));
        }
        double margin = TOLERANCE * largest;
        for (int i = 0; i < diagonal.size(); i++) {
            boolean isRounding = diagonal.get(i) < 0 && diagonal.get(i) >= -margin;
            Require.nonNegative(name + "[" + i + "]", isRounding ? 0 : diagonal.get(i));
        }
        return diagonal.map(value -> Math.max(0, value));
    }

    static void require(String name, Matrix m) {
        Require.that(m.rows() == m.columns() && m.rows() > 0, name, m, "square");
        double largest = 0;
        for (int i = 0; i < m.rows(); i++) {
            for (int j = 0; j < m.rows(); j++) {
                Require.finite(name + "[" + i + "][" + j + "]", m.get(i, j));
                largest = Math.max(largest, Math.abs(m.get(i, j)));
            }
        }
        for (int i = 0; i < m.rows(); i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(m.get(i, j) - m.get(j, i)) > TOLERANCE * largest) {
                    throw new Invalid("Invalid " + name + ": entry [" + i + "][" + j + "] is " + m.get(i, j) + " but ["
                            + j + "][" + i + "] is " + m.get(j, i) + " (must be symmetric)");
                }
            }
        }
        double margin = TOLERANCE * largest;
        if (Cholesky.isPositiveDefinite(
                Matrix.from(m.rows(), m.rows(), (i, j) -> m.get(i, j) + (i == j ? margin : 0)))) {
            return; // takes a fortieth of the time of eigenvalues
        }
        double least = BreezeKernel.leastEigenvalue(m);
        if (least < -margin) {
            throw new Invalid("Invalid " + name + ": its least eigenvalue is " + least
                    + " (must be positive semidefinite, so that it is a covariance)");
        }
    }
}
