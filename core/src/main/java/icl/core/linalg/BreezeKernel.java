package icl.core.linalg;

import breeze.linalg.DenseMatrix;
import breeze.linalg.DenseVector;
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
        return new DdMatrix(n, n, columns, new double[n * n]);
    }

    private static eigSym.EigSym<?, ?> eigen(Matrix symmetric) {
        int n = symmetric.rows();
        double[] mean = Matrix.from(n, n, (i, j) -> (symmetric.get(i, j) + symmetric.get(j, i)) / 2)
                .toArray();
        DenseMatrix<Object> a = new DenseMatrix<>(n, n, mean, 0, n, false);
        return (eigSym.EigSym<?, ?>) eigSym.EigSym_DM_Impl$.MODULE$.apply(a);
    }
}
