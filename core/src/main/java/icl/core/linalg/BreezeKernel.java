package icl.core.linalg;

import breeze.linalg.DenseMatrix;
import breeze.linalg.DenseVector;
import breeze.linalg.eigSym;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * Eigenvalues in doubles, by LAPACK through Breeze: the only file that imports it. {@link SymmetricEigen} refines them.
 *
 * <p>The first use of Breeze costs a second of class loading; small matrices do not touch it.
 */
public final class BreezeKernel {
    /** Up to this size rotations of our own serve: at 128 they take 20 ms, LAPACK 5 ms once it is loaded. */
    private static final int SMALL = 128;

    /** Of the largest entry: rotations stop here, with eigenvalues and vectors right to some 1e-15. */
    private static final double NEGLIGIBLE = 0x1p-52;

    /** Where no LAPACK of the machine is found, the Java one serves and nobody needs to hear of it. Held: loggers are weak. */
    private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib");

    static {
        NETLIB.setLevel(Level.SEVERE);
    }

    private BreezeKernel() {}

    /**
     * A symmetric matrix in plain double precision.
     *
     * @param values eigenvalues, rising, shape (n)
     * @param vectors eigenvectors as rows, shape (n, n)
     */
    public record Eigen(Vector values, Matrix vectors) {}

    /** Of (A + A')/2 for a square, finite matrix A: to about 1e-15 of the largest eigenvalue. */
    public static Eigen eigSym(Matrix symmetric) {
        int n = symmetric.rows();
        Matrix mean = Matrix.from(n, n, (i, j) -> (symmetric.get(i, j) + symmetric.get(j, i)) / 2);
        return n <= SMALL ? byRotations(mean) : byLapack(mean);
    }

    /** The least eigenvalue of (A + A')/2, to about 1e-15 of the largest. */
    public static double leastEigenvalue(Matrix symmetric) {
        return eigSym(symmetric).values().get(0);
    }

    private static Eigen byRotations(Matrix a) {
        int n = a.rows();
        Jacobi jacobi = Jacobi.of(DdMatrix.of(a), NEGLIGIBLE * a.largest());
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> jacobi.value(i).hi()))
                .mapToInt(i -> i)
                .toArray();
        return new Eigen(
                Vector.from(n, i -> jacobi.value(order[i]).hi()),
                Matrix.of(IntStream.of(order).mapToObj(jacobi::vector).toArray(double[][]::new)));
    }

    private static Eigen byLapack(Matrix a) {
        int n = a.rows();
        DenseMatrix<Object> dense = new DenseMatrix<>(n, n, a.toArray(), 0, n, false);
        eigSym.EigSym<?, ?> e = (eigSym.EigSym<?, ?>) eigSym.EigSym_DM_Impl$.MODULE$.apply(dense);
        double[] values = (double[]) ((DenseVector<?>) e.eigenvalues()).data();
        double[] columns = (double[]) ((DenseMatrix<?>) e.eigenvectors()).data();
        return new Eigen(Vector.of(values), Matrix.from(n, n, (i, j) -> columns[i * n + j]));
    }
}
