package icl.core.linalg;

import icl.core.check.Interrupted;
import icl.core.check.Require;
import org.apache.commons.numbers.core.DD;

/**
 * Solves A X = B with a symmetric positive semidefinite A by A = L D L', in double-double arithmetic. Where A is
 * singular and the system has solutions, the unknowns whose pivots vanish are set to 0.
 */
public final class DdCholesky {
    /** Pivots below this part of their diagonal entry count as 0. */
    private static final double ROUNDING = 0x1p-96;

    private final int size;
    private final DD[][] l;
    private final DD[] pivots; // null where the pivot vanishes

    private DdCholesky(DdMatrix a) {
        size = a.rows();
        l = new DD[size][size];
        pivots = new DD[size];
        for (int k = 0; k < size; k++) {
            Interrupted.check();
            DD pivot = rest(a, k, k);
            boolean vanishes = pivot.hi() <= size * ROUNDING * a.get(k, k).hi();
            pivots[k] = vanishes ? null : pivot;
            for (int i = k + 1; i < size; i++) {
                l[i][k] = vanishes ? DD.ZERO : rest(a, i, k).divide(pivot);
            }
        }
    }

    /** The entry of A after elimination of the columns before k. */
    private DD rest(DdMatrix a, int i, int k) {
        DD rest = a.get(i, k);
        for (int j = 0; j < k; j++) {
            if (pivots[j] != null) {
                DD own = i == k ? l[k][j] : l[i][j];
                rest = rest.subtract(own.multiply(l[k][j]).multiply(pivots[j]));
            }
        }
        return rest;
    }

    /**
     * Solves A X = B.
     *
     * @param a shape (n, n)
     * @param b shape (n, m)
     */
    public static DdMatrix solve(DdMatrix a, DdMatrix b) {
        Require.that(a.rows() == a.columns() && a.rows() == b.rows(), "sizes", a + " and " + b, "those of a system");
        DdCholesky factor = new DdCholesky(a);
        DD[][] columns = new DD[b.columns()][];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = factor.solve(b, c);
        }
        return DdMatrix.from(b.rows(), b.columns(), (i, c) -> columns[c][i]);
    }

    private DD[] solve(DdMatrix b, int column) {
        DD[] x = new DD[size];
        for (int i = 0; i < size; i++) {
            DD sum = b.get(i, column);
            for (int j = 0; j < i; j++) {
                sum = sum.subtract(l[i][j].multiply(x[j]));
            }
            x[i] = sum;
        }
        for (int i = 0; i < size; i++) {
            x[i] = pivots[i] == null ? DD.ZERO : x[i].divide(pivots[i]);
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size && pivots[i] != null; j++) {
                x[i] = x[i].subtract(l[j][i].multiply(x[j]));
            }
        }
        return x;
    }
}
