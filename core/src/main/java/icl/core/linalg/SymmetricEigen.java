package icl.core.linalg;

import icl.core.check.Require;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * The eigenvalues of a symmetric matrix, in descending order, and its eigenvectors, in double-doubles.
 *
 * <p>The eigenvectors of a decomposition in doubles are orthonormalised (Newton-Schulz), the matrix is transformed to
 * them, and {@link Jacobi} rotations remove its off-diagonal entries, which are about 1e-16 of it. No gap between
 * eigenvalues is needed. Errors of eigenvalues are below 1e-27 of the largest, so that an eigenvalue of 1e-12 of the
 * largest still has 15 digits.
 */
public final class SymmetricEigen {
    /**
     * The threshold for off-diagonal entries relative to the largest entry, 8e-31; smaller ones are rounding errors of
     * double-doubles.
     */
    private static final double FINELY = 0x1p-100;

    private final DD[] values;
    private final DdMatrix vectors;

    private SymmetricEigen(DD[] values, DdMatrix vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /** The eigendecomposition of (A + A')/2 for a square, finite matrix A. */
    public static SymmetricEigen of(Matrix symmetric) {
        return of(DdMatrix.of(symmetric));
    }

    /** The eigendecomposition of (A + A')/2 for a square, finite matrix A. */
    public static SymmetricEigen of(DdMatrix symmetric) {
        DdMatrix a = symmetric.symmetrised();
        Matrix rounded = a.rounded();
        Require.finite("largest entry", rounded.largest());
        if (rounded.isDiagonal()) {
            return sorted(a.rows(), i -> a.get(i, i), DdMatrix.identity(a.rows()));
        }
        int exponent = Math.getExponent(rounded.largest());
        DdMatrix scaled = a.scaled(DD.ONE.scalb(-exponent));
        DdMatrix start =
                orthonormalised(DdMatrix.of(BreezeKernel.eigSym(rounded).vectors()));
        Jacobi jacobi = Jacobi.of(start.times(scaled).timesTransposed(start), FINELY);
        DdMatrix rows = orthonormalised(jacobi.turned(start));
        return sorted(a.rows(), i -> jacobi.value(i).scalb(exponent), rows);
    }

    /**
     * A Newton-Schulz step, W + (I - W W') W / 2: squares the error, about 1e-14, of rows W that are nearly
     * orthonormal.
     */
    private static DdMatrix orthonormalised(DdMatrix w) {
        int n = w.rows();
        double[][] half = DdMatrix.identity(n)
                .minus(w.timesTransposed(w))
                .scaled(DD.of(0.5))
                .highRows();
        return w.plus(DdKernels.multiply(half, w.highRows()));
    }

    private static SymmetricEigen sorted(int n, IntFunction<DD> value, DdMatrix rows) {
        DD[] values = IntStream.range(0, n).mapToObj(value).toArray(DD[]::new);
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing(i -> values[i], SymmetricEigen::compare))
                .mapToInt(i -> i)
                .toArray();
        return new SymmetricEigen(
                IntStream.of(order).mapToObj(i -> values[i]).toArray(DD[]::new),
                DdMatrix.from(n, n, (i, j) -> rows.get(order[j], i)));
    }

    /** Compares in descending order. */
    private static int compare(DD a, DD b) {
        return a.hi() == b.hi() ? Double.compare(b.lo(), a.lo()) : Double.compare(b.hi(), a.hi());
    }

    /** The number of rows of the matrix. */
    public int size() {
        return values.length;
    }

    /** Eigenvalue i, from 0 for the largest. */
    public DD value(int i) {
        return values[i];
    }

    /** All eigenvalues in descending order, rounded to double precision. */
    public Vector values() {
        return Vector.from(values.length, i -> values[i].hi());
    }

    /** The eigenvectors, orthonormal, as columns in the order of the eigenvalues. */
    public DdMatrix vectors() {
        return vectors;
    }
}
