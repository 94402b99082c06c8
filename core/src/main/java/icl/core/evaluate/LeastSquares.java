package icl.core.evaluate;

import icl.core.linalg.Cholesky;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;

/** Normal equations that may be singular. */
final class LeastSquares {
    /** What is added to the diagonal, relative to its mean: far below what a sample tells, and enough where directions are missing. */
    private static final double RIDGE = 1e-10;

    private LeastSquares() {}

    /** The x with A x = b, A positive semidefinite; nearly the smallest where there are several. Zero where A is. */
    static Vector solve(Matrix a, Vector b) {
        double mean = a.diagonal().sum() / Math.max(1, a.rows());
        if (mean == 0) {
            return Vector.constant(0, b.size());
        }
        double ridge = RIDGE * mean;
        return Cholesky.solve(Matrix.from(a.rows(), a.columns(), (i, j) -> a.get(i, j) + (i == j ? ridge : 0)), b);
    }
}
