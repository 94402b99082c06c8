package icl.core.linalg;

import icl.core.check.Require;
import java.util.function.IntFunction;
import org.apache.commons.numbers.core.DD;

/**
 * An immutable dense matrix of double-doubles (about 32 digits), stored by rows as high and low parts.
 *
 * <p>Sums of products, such as the entries of a product of matrices, have errors of about 1e-31 of the sum of absolute
 * terms. Entries must be finite, and products of entries must neither overflow nor fall below 1e-290.
 */
public final class DdMatrix {
    private final int columns;
    private final double[][] high;
    private final double[][] low;

    /** Takes the rows as they are. */
    DdMatrix(int columns, double[][] high, double[][] low) {
        this.columns = columns;
        this.high = high;
        this.low = low;
    }

    /** An entry by its row and column, from 0. */
    @FunctionalInterface
    public interface Entry {
        DD at(int row, int column);
    }

    /** The matrix with these entries. */
    public static DdMatrix of(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        return of(rows, matrix.columns());
    }

    /** Takes the rows as they are. */
    static DdMatrix of(double[][] rows, int columns) {
        return new DdMatrix(columns, rows, new double[rows.length][columns]);
    }

    /** The matrix of this shape whose entries a function gives. */
    public static DdMatrix from(int rows, int columns, Entry entry) {
        double[][] high = new double[rows][columns];
        double[][] low = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                DD value = entry.at(i, j);
                high[i][j] = value.hi();
                low[i][j] = value.lo();
            }
        }
        return new DdMatrix(columns, high, low);
    }

    public static DdMatrix identity(int size) {
        return diagonal(size, i -> DD.ONE);
    }

    /** The diagonal matrix with this diagonal. */
    public static DdMatrix diagonal(Vector values) {
        return diagonal(values.size(), i -> DD.of(values.get(i)));
    }

    /** The diagonal matrix, shape (size, size), whose diagonal a function gives. */
    public static DdMatrix diagonal(int size, IntFunction<DD> entry) {
        double[][] high = new double[size][size];
        double[][] low = new double[size][size];
        for (int i = 0; i < size; i++) {
            high[i][i] = entry.apply(i).hi();
            low[i][i] = entry.apply(i).lo();
        }
        return new DdMatrix(size, high, low);
    }

    public int rows() {
        return high.length;
    }

    public int columns() {
        return columns;
    }

    public DD get(int row, int column) {
        return DD.ofSum(high[row][column], low[row][column]);
    }

    /** The transpose. */
    public DdMatrix transposed() {
        return new DdMatrix(rows(), DdKernels.transpose(high, columns), DdKernels.transpose(low, columns));
    }

    /** This times other: (m, k) and (k, n) give (m, n). */
    public DdMatrix times(DdMatrix other) {
        Require.that(columns == other.rows(), "sizes", this + " and " + other, "of equal inner size");
        double[][] productHigh = new double[rows()][other.columns];
        double[][] productLow = new double[rows()][other.columns];
        DdKernels.multiply(high, low, other.high, other.low, productHigh, productLow);
        return new DdMatrix(other.columns, productHigh, productLow);
    }

    /** The transpose of this times other: (k, m) and (k, n) give (m, n). */
    public DdMatrix transposeTimes(DdMatrix other) {
        return transposed().times(other);
    }

    /** This times the transpose of other: (m, k) and (n, k) give (m, n). */
    public DdMatrix timesTransposed(DdMatrix other) {
        return times(other.transposed());
    }

    public DdMatrix plus(DdMatrix other) {
        requireSameSize(other);
        return from(rows(), columns, (i, j) -> get(i, j).add(other.get(i, j)));
    }

    DdMatrix plus(double[][] other) {
        double[][] sumHigh = copy(high);
        double[][] sumLow = copy(low);
        for (int i = 0; i < rows(); i++) {
            DdKernels.add(other[i], sumHigh[i], sumLow[i]);
        }
        return new DdMatrix(columns, sumHigh, sumLow);
    }

    public DdMatrix minus(DdMatrix other) {
        requireSameSize(other);
        return from(rows(), columns, (i, j) -> get(i, j).subtract(other.get(i, j)));
    }

    /** This times a number. */
    public DdMatrix scaled(DD factor) {
        return from(rows(), columns, (i, j) -> get(i, j).multiply(factor));
    }

    /** Row i times factor i: diag(factors) times this. */
    public DdMatrix scaledRows(IntFunction<DD> factor) {
        DD[] factors = all(rows(), factor);
        return from(rows(), columns, (i, j) -> get(i, j).multiply(factors[i]));
    }

    /** Column j times factor j: this times diag(factors). */
    public DdMatrix scaledColumns(IntFunction<DD> factor) {
        DD[] factors = all(columns, factor);
        return from(rows(), columns, (i, j) -> get(i, j).multiply(factors[j]));
    }

    /** The mean of this and its transpose. */
    public DdMatrix symmetrised() {
        requireSquare();
        return from(columns, columns, (i, j) -> get(i, j).add(get(j, i)).multiply(0.5));
    }

    /** The sum of the diagonal entries of a square matrix. */
    public DD trace() {
        requireSquare();
        DD sum = DD.ZERO;
        for (int i = 0; i < columns; i++) {
            sum = sum.add(get(i, i));
        }
        return sum;
    }

    /** The sum of the squares of all entries. */
    public DD frobeniusSquared() {
        return dot(this);
    }

    /** The trace of this times other, without the product: (m, n) and (n, m). */
    public DD traceOfProduct(DdMatrix other) {
        return dot(other.transposed());
    }

    /** The sum of the products of corresponding entries, which is the trace of the transpose of this times other. */
    public DD dot(DdMatrix other) {
        requireSameSize(other);
        return DdKernels.dot(high, low, other.high, other.low);
    }

    /** The nearest matrix of doubles. */
    public Matrix rounded() {
        return Matrix.from(rows(), columns, (i, j) -> high[i][j]);
    }

    /** Whether all entries off the diagonal are 0. */
    public boolean isDiagonal() {
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns; j++) {
                if (i != j && high[i][j] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** High parts of a row, not a copy. */
    double[] high(int row) {
        return high[row];
    }

    /** Low parts of a row, not a copy. */
    double[] low(int row) {
        return low[row];
    }

    /** All high parts by rows, not a copy. */
    double[][] highRows() {
        return high;
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    private static DD[] all(int size, IntFunction<DD> factor) {
        DD[] factors = new DD[size];
        for (int i = 0; i < size; i++) {
            factors[i] = factor.apply(i);
        }
        return factors;
    }

    private void requireSameSize(DdMatrix other) {
        Require.that(rows() == other.rows() && columns == other.columns, "sizes", this + " and " + other, "equal");
    }

    private void requireSquare() {
        Require.that(rows() == columns, "matrix", this, "square");
    }

    @Override
    public String toString() {
        return rows() + "x" + columns + " matrix";
    }
}
