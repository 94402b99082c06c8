package icl.core.linalg;

import icl.core.check.Require;
import java.util.function.IntFunction;
import org.apache.commons.numbers.core.DD;

/**
 * An immutable dense matrix of double-doubles (some 32 digits), stored by rows as high and low parts.
 *
 * <p>A sum of products, and so every entry of a product of matrices, is right to some 1e-31 of the sum of its absolute
 * terms. Entries must be finite and products of entries neither overflow nor fall below 1e-290.
 */
public final class DdMatrix {
    private final int rows;
    private final int columns;
    private final double[] hi;
    private final double[] lo;

    /** Takes the arrays as they are. */
    DdMatrix(int rows, int columns, double[] hi, double[] lo) {
        this.rows = rows;
        this.columns = columns;
        this.hi = hi;
        this.lo = lo;
    }

    /** An entry by its place, both from 0. */
    @FunctionalInterface
    public interface Entry {
        DD at(int row, int column);
    }

    public static DdMatrix of(Matrix matrix) {
        double[] values = matrix.toArray();
        return new DdMatrix(matrix.rows(), matrix.columns(), values, new double[values.length]);
    }

    public static DdMatrix from(int rows, int columns, Entry entry) {
        double[] hi = new double[Math.multiplyExact(rows, columns)];
        double[] lo = new double[hi.length];
        for (int i = 0, at = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++, at++) {
                DD value = entry.at(i, j);
                hi[at] = value.hi();
                lo[at] = value.lo();
            }
        }
        return new DdMatrix(rows, columns, hi, lo);
    }

    public static DdMatrix identity(int size) {
        return diagonal(size, i -> DD.ONE);
    }

    public static DdMatrix diagonal(Vector values) {
        return diagonal(values.size(), i -> DD.of(values.get(i)));
    }

    public static DdMatrix diagonal(int size, IntFunction<DD> entry) {
        return from(size, size, (i, j) -> i == j ? entry.apply(i) : DD.ZERO);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public DD get(int row, int column) {
        int at = row * columns + column;
        return DD.ofSum(hi[at], lo[at]);
    }

    public DdMatrix transposed() {
        return new DdMatrix(
                columns, rows, DdKernels.transpose(rows, columns, hi), DdKernels.transpose(rows, columns, lo));
    }

    /** This times other: (m, k) and (k, n) give (m, n). */
    public DdMatrix times(DdMatrix other) {
        requireInner(columns, other.rows, other);
        double[] high = new double[Math.multiplyExact(rows, other.columns)];
        double[] low = new double[high.length];
        DdKernels.multiply(rows, columns, other.columns, hi, lo, other.hi, other.lo, high, low);
        return new DdMatrix(rows, other.columns, high, low);
    }

    /** The transposed of this times other: (k, m) and (k, n) give (m, n). */
    public DdMatrix transposeTimes(DdMatrix other) {
        return transposed().times(other);
    }

    /** This times the transposed of other: (m, k) and (n, k) give (m, n). */
    public DdMatrix timesTransposed(DdMatrix other) {
        return times(other.transposed());
    }

    public DdMatrix plus(DdMatrix other) {
        requireSameSize(other);
        return from(rows, columns, (i, j) -> get(i, j).add(other.get(i, j)));
    }

    public DdMatrix minus(DdMatrix other) {
        requireSameSize(other);
        return from(rows, columns, (i, j) -> get(i, j).subtract(other.get(i, j)));
    }

    public DdMatrix scaled(DD factor) {
        return from(rows, columns, (i, j) -> get(i, j).multiply(factor));
    }

    /** Row i times factor i: diag(factors) times this. */
    public DdMatrix scaledRows(IntFunction<DD> factor) {
        return transposed().scaledColumns(factor).transposed();
    }

    /** Column j times factor j: this times diag(factors). */
    public DdMatrix scaledColumns(IntFunction<DD> factor) {
        DD[] factors = new DD[columns];
        for (int j = 0; j < columns; j++) {
            factors[j] = factor.apply(j);
        }
        return from(rows, columns, (i, j) -> get(i, j).multiply(factors[j]));
    }

    /** The mean of this and its transposed. */
    public DdMatrix symmetrised() {
        requireSquare();
        return from(
                rows,
                rows,
                (i, j) -> i == j ? get(i, i) : get(i, j).add(get(j, i)).scalb(-1));
    }

    public DD trace() {
        requireSquare();
        DD sum = DD.ZERO;
        for (int i = 0; i < rows; i++) {
            sum = sum.add(get(i, i));
        }
        return sum;
    }

    /** The sum of the squares of all entries. */
    public DD frobeniusSquared() {
        return DdKernels.dot(hi, lo, hi, lo);
    }

    /** The trace of this times other, without the product: (m, n) and (n, m). */
    public DD traceOfProduct(DdMatrix other) {
        Require.that(
                columns == other.rows && rows == other.columns, "sizes", this + " and " + other, "m x n and n x m");
        return dot(other.transposed());
    }

    /** The sum of the products of equal places: the trace of the transposed of this times other. */
    public DD dot(DdMatrix other) {
        requireSameSize(other);
        return DdKernels.dot(hi, lo, other.hi, other.lo);
    }

    /** The nearest matrix of doubles. */
    public Matrix rounded() {
        return Matrix.from(rows, columns, (i, j) -> hi[i * columns + j]);
    }

    public boolean isDiagonal() {
        for (int i = 0, at = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++, at++) {
                if (i != j && hi[at] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** High parts: not a copy. */
    double[] high() {
        return hi;
    }

    /** Low parts: not a copy. */
    double[] low() {
        return lo;
    }

    private void requireInner(int left, int right, DdMatrix other) {
        Require.that(left == right, "sizes", this + " and " + other, "of equal inner size");
    }

    private void requireSameSize(DdMatrix other) {
        Require.that(rows == other.rows && columns == other.columns, "sizes", this + " and " + other, "equal");
    }

    void requireSquare() {
        Require.that(rows == columns, "matrix", this, "square");
    }

    @Override
    public String toString() {
        return rows + "x" + columns + " matrix";
    }
}
