package icl.core.linalg;

import icl.core.check.Require;
import java.util.Arrays;

/** An immutable dense matrix of doubles, stored by rows. */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;
    private int hash;

    private Matrix(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** An entry by its row and column, from 0. */
    @FunctionalInterface
    public interface Entry {
        double at(int row, int column);
    }

    /** The matrix with these rows, which are copied. */
    public static Matrix of(double[][] rows) {
        for (double[] row : rows) {
            Require.that(
                    row.length == rows[0].length, "row length", row.length, "that of the first row, " + rows[0].length);
        }
        return from(rows.length, rows.length == 0 ? 0 : rows[0].length, (i, j) -> rows[i][j]);
    }

    /** The matrix of this shape whose entries a function gives. */
    public static Matrix from(int rows, int columns, Entry entry) {
        double[] values = new double[Math.multiplyExact(rows, columns)];
        for (int i = 0, at = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[at++] = entry.at(i, j) + 0.0; // -0.0 + 0.0 is 0.0
            }
        }
        return new Matrix(rows, columns, values);
    }

    public static Matrix identity(int size) {
        return from(size, size, (i, j) -> i == j ? 1 : 0);
    }

    /** The diagonal matrix with this diagonal. */
    public static Matrix diagonal(Vector values) {
        return from(values.size(), values.size(), (i, j) -> i == j ? values.get(i) : 0);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /** Whether all entries off the diagonal are 0. */
    public boolean isDiagonal() {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (i != j && get(i, j) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The largest absolute value of an entry; 0 of an empty matrix. */
    public double largest() {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** The diagonal, shape (rows). */
    public Vector diagonal() {
        return Vector.from(Math.min(rows, columns), i -> get(i, i));
    }

    /** A copy of the entries, row after row. */
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix m && rows == m.rows && columns == m.columns && Arrays.equals(values, m.values);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = 31 * rows + Arrays.hashCode(values);
        }
        return hash;
    }

    @Override
    public String toString() {
        return rows + "x" + columns + " matrix";
    }
}
