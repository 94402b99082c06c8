package icl.core.linalg;

import breeze.linalg.DenseMatrix;
import breeze.linalg.DenseVector;
import breeze.linalg.eigSym;

/** LAPACK through Breeze: the only file that imports it. Plain double precision; {@link SymmetricEigen} refines it. */
public final class BreezeKernel {
    private BreezeKernel() {}

    /** The least eigenvalue of a symmetric matrix, from its lower triangle, to about 1e-15 of the largest. */
    public static double leastEigenvalue(Matrix symmetric) {
        int n = symmetric.rows();
        DenseMatrix<Object> a = new DenseMatrix<>(n, n, symmetric.toArray(), 0, n, false);
        eigSym.EigSym<?, ?> e = (eigSym.EigSym<?, ?>) eigSym.EigSym_DM_Impl$.MODULE$.apply(a);
        return (double) ((DenseVector<?>) e.eigenvalues()).apply(0);
    }
}
