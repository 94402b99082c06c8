package icl.core.covariance;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Cholesky;
import icl.core.linalg.Matrix;

/** The check that a matrix can be a covariance: square, finite, symmetric and positive semidefinite. */
final class PositiveSemidefinite {
    /** Matrices printed and read back, or computed in double precision, are off by some 1e-16 of their largest entry. */
    private static final double TOLERANCE = 1e-10;

    private PositiveSemidefinite() {}

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
            return; // a fortieth of the time that eigenvalues take
        }
        double least = BreezeKernel.leastEigenvalue(m);
        if (least < -margin) {
            throw new Invalid("Invalid " + name + ": its least eigenvalue is " + least
                    + " (must be positive semidefinite, so that it is a covariance)");
        }
    }
}
