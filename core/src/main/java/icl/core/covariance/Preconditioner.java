package icl.core.covariance;

import icl.core.linalg.DdMatrix;
import java.util.function.IntFunction;
import org.apache.commons.numbers.core.DD;

/** A preconditioner, shape (d, d), in double-double arithmetic. Diagonal ones are stored as a diagonal, in O(d). */
public final class Preconditioner {
    private final DD[] diagonal; // null when dense
    private final DdMatrix dense; // null when diagonal

    private Preconditioner(DD[] diagonal, DdMatrix dense) {
        this.diagonal = diagonal;
        this.dense = dense;
    }

    /** A diagonal preconditioner, shape (dim, dim). */
    public static Preconditioner diagonal(int dim, IntFunction<DD> entry) {
        DD[] values = new DD[dim];
        for (int i = 0; i < dim; i++) {
            values[i] = entry.apply(i);
        }
        return new Preconditioner(values, null);
    }

    /** A dense preconditioner. */
    public static Preconditioner of(DdMatrix matrix) {
        return new Preconditioner(null, matrix);
    }

    /** Whether the preconditioner is stored as a diagonal. */
    public boolean isDiagonal() {
        return diagonal != null;
    }

    /** Features d. */
    public int dim() {
        return isDiagonal() ? diagonal.length : dense.rows();
    }

    /** An entry, i and j from 0. */
    public DD get(int i, int j) {
        if (isDiagonal()) {
            return i == j ? diagonal[i] : DD.ZERO;
        }
        return dense.get(i, j);
    }

    /** This preconditioner times 2^exponent. */
    public Preconditioner scaled(int exponent) {
        return exponent == 0 ? this : times(DD.of(1).scalb(exponent));
    }

    /** This preconditioner times a number. */
    public Preconditioner times(DD factor) {
        return isDiagonal() ? diagonal(dim(), i -> diagonal[i].multiply(factor)) : of(dense.scaled(factor));
    }

    /** The sum of two, of the same shape. */
    public Preconditioner plus(Preconditioner other) {
        return isDiagonal() && other.isDiagonal()
                ? diagonal(dim(), i -> diagonal[i].add(other.diagonal[i]))
                : of(dense().plus(other.dense()));
    }

    /** The whole matrix, shape (d, d). */
    public DdMatrix dense() {
        return isDiagonal() ? DdMatrix.diagonal(dim(), i -> diagonal[i]) : dense;
    }
}
