package icl.core.linalg;

import breeze.linalg.DenseMatrix;
import breeze.linalg.DenseVector;
import breeze.linalg.NotConvergedException;
import breeze.linalg.cholesky;
import breeze.linalg.eigSym;

/** LAPACK through Breeze: the only file that imports it. Plain double precision; {@link SymmetricEigen} refines it. */
public final class BreezeKernel {
    private BreezeKernel() {}

    /** The least eigenvalue of a symmetric matrix (of the mean of it and its transposed), to about 1e-15 of the largest. */
    public static double leastEigenvalue(Matrix symmetric) {
        return (double) ((DenseVector<?>) eigen(symmetric).eigenvalues()).apply(0);
    }

    /** Eigenvectors of a symmetric matrix as rows, in rising order of eigenvalues, orthonormal to some 1e-15. */
    static DdMatrix eigenvectorRows(Matrix symmetric) {
        int n = symmetric.rows();
        double[] columns = (double[]) ((DenseMatrix<?>) eigen(symmetric).eigenvectors()).data();
        return DdMatrix.of(Matrix.from(n, n, (i, j) -> columns[i * n + j])); // by columns, so rows come transposed
    }

    /**
     * A symmetric matrix in plain double precision.
     *
     * @param values eigenvalues, rising, shape (n)
     * @param vectors eigenvectors as rows, shape (n, n)
     */
    public record Eigen(Vector values, Matrix vectors) {}

    public static Eigen eigSym(Matrix symmetric) {
        int n = symmetric.rows();
        eigSym.EigSym<?, ?> e = eigen(symmetric);
        double[] values = (double[]) ((DenseVector<?>) e.eigenvalues()).data();
        double[] columns = (double[]) ((DenseMatrix<?>) e.eigenvectors()).data();
        return new Eigen(Vector.of(values), Matrix.from(n, n, (i, j) -> columns[i * n + j]));
    }

    /**
     * The solution of A x = b for a symmetric positive definite A, by Cholesky after scaling A to unit diagonal.
     *
     * @throws IllegalArgumentException when A is not positive definite
     */
    public static Vector solveSpd(Matrix a, Vector b) {
        int n = a.rows();
        double[] scale = a.diagonal().map(v -> 1 / Math.sqrt(v)).toArray();
        double[] scaled = Matrix.from(n, n, (i, j) -> scale[i] * a.get(Math.max(i, j), Math.min(i, j)) * scale[j])
                .toArray();
        double[] l = factor(n, scaled);
        double[] x = Vector.from(n, i -> scale[i] * b.get(i)).toArray();
        for (int j = 0; j < n; j++) {
            x[j] /= l[j * n + j];
            for (int i = j + 1; i < n; i++) {
                x[i] -= l[j * n + i] * x[j];
            }
        }
        for (int j = n - 1; j >= 0; j--) {
            for (int i = j + 1; i < n; i++) {
                x[j] -= l[j * n + i] * x[i];
            }
            x[j] /= l[j * n + j];
        }
        return Vector.from(n, i -> scale[i] * x[i]);
    }

    /** The lower factor, by columns. */
    private static double[] factor(int n, double[] a) {
        try {
            DenseMatrix<Object> m = new DenseMatrix<>(n, n, a, 0, n, false);
            return (double[]) cholesky.ImplCholesky_DM$.MODULE$.apply(m).data();
        } catch (NotConvergedException e) {
            throw new IllegalArgumentException("Cannot factor a " + n + "x" + n + " matrix: not positive definite", e);
        }
    }

    private static eigSym.EigSym<?, ?> eigen(Matrix symmetric) {
        int n = symmetric.rows();
        double[] mean = Matrix.from(n, n, (i, j) -> (symmetric.get(i, j) + symmetric.get(j, i)) / 2)
                .toArray();
        DenseMatrix<Object> a = new DenseMatrix<>(n, n, mean, 0, n, false);
        return (eigSym.EigSym<?, ?>) eigSym.EigSym_DM_Impl$.MODULE$.apply(a);
    }
}
