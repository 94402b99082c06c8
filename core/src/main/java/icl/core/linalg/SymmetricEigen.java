package icl.core.linalg;

import icl.core.check.Require;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * The eigenvalues of a symmetric matrix, largest first, and its eigenvectors, in double-doubles.
 *
 * <p>Vectors from a decomposition in doubles are made orthonormal (Newton-Schulz), the matrix is written in them, and
 * what is left beside its diagonal, some 1e-16 of it, is turned away by {@link Jacobi}. No gap between eigenvalues is
 * needed. Errors of eigenvalues are below 1e-26 of the largest, so that one of 1e-12 of the largest still has 14 digits.
 */
public final class SymmetricEigen {
    private final DD[] values;
    private final DdMatrix vectors;

    private SymmetricEigen(DD[] values, DdMatrix vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /** Of (A + A')/2 for a square, finite matrix A. */
    public static SymmetricEigen of(Matrix symmetric) {
        return of(DdMatrix.of(symmetric));
    }

    /** Of (A + A')/2 for a square, finite matrix A. */
    public static SymmetricEigen of(DdMatrix symmetric) {
        DdMatrix a = symmetric.symmetrised();
        int n = a.rows();
        double largest = 0;
        for (double value : a.high()) {
            Require.finite("entry", value);
            largest = Math.max(largest, Math.abs(value));
        }
        if (a.isDiagonal()) {
            return sorted(IntStream.range(0, n).mapToObj(i -> a.get(i, i)).toArray(DD[]::new), DdMatrix.identity(n));
        }
        int exponent = -Math.getExponent(largest);
        DdMatrix scaled = DdMatrix.from(n, n, (i, j) -> a.get(i, j).scalb(exponent));
        DdMatrix start = orthonormalised(BreezeKernel.eigenvectorRows(scaled.rounded()));
        Jacobi jacobi = Jacobi.of(start.times(scaled).timesTransposed(start).symmetrised(), 0x1p-106);
        DdMatrix turn = DdMatrix.of(Matrix.from(n, n, (i, j) -> jacobi.turn()[i * n + j]));
        DdMatrix rows = orthonormalised(start.plus(turn.times(start)));
        DD[] values = IntStream.range(0, n)
                .mapToObj(i -> DD.ofSum(jacobi.high()[i], jacobi.low()[i]).scalb(-exponent))
                .toArray(DD[]::new);
        return sorted(values, rows);
    }

    /** Rows that are orthonormal to some 1e-14 made so to the square of that: W + (1 - W W') W / 2. */
    private static DdMatrix orthonormalised(DdMatrix w) {
        int n = w.rows();
        DdMatrix gram = w.timesTransposed(w);
        double[] half = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                half[i * n + j] = gram.get(i, j).subtract(i == j ? 1 : 0).hi() / -2;
            }
        }
        double[] high = w.high().clone();
        double[] low = w.low().clone();
        DdKernels.addProduct(n, n, n, half, w.high(), high, low);
        return new DdMatrix(n, n, high, low);
    }

    private static SymmetricEigen sorted(DD[] values, DdMatrix rows) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -values[i].hi())
                        .thenComparingDouble(i -> -values[i].lo()))
                .mapToInt(i -> i)
                .toArray();
        int n = values.length;
        return new SymmetricEigen(
                IntStream.of(order).mapToObj(i -> values[i]).toArray(DD[]::new),
                DdMatrix.from(n, n, (i, j) -> rows.get(order[j], i)));
    }

    public int size() {
        return values.length;
    }

    /** Eigenvalue i, from 0 for the largest. */
    public DD value(int i) {
        return values[i];
    }

    /** All eigenvalues, largest first, rounded. */
    public Vector values() {
        return Vector.from(values.length, i -> values[i].hi());
    }

    /** The eigenvectors, orthonormal, as columns in the order of the eigenvalues. */
    public DdMatrix vectors() {
        return vectors;
    }
}
