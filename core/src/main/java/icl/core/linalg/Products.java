package icl.core.linalg;

/** Products of small dense matrices of doubles, each stored by rows in one array. */
public final class Products {
    private Products() {}

    /** The product A B, for shapes (rows, inner) and (inner, columns). */
    public static double[] times(double[] a, double[] b, int rows, int inner, int columns) {
        double[] product = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                double factor = a[i * inner + k];
                for (int j = 0; j < columns; j++) {
                    product[i * columns + j] += factor * b[k * columns + j];
                }
            }
        }
        return product;
    }

    /** The product A'B, for shapes (inner, rows) and (inner, columns). */
    public static double[] transposeTimes(double[] a, double[] b, int rows, int inner, int columns) {
        double[] product = new double[rows * columns];
        for (int k = 0; k < inner; k++) {
            for (int i = 0; i < rows; i++) {
                double factor = a[k * rows + i];
                for (int j = 0; j < columns; j++) {
                    product[i * columns + j] += factor * b[k * columns + j];
                }
            }
        }
        return product;
    }

    /** The product AB', for shapes (rows, inner) and (columns, inner). */
    public static double[] timesTransposed(double[] a, double[] b, int rows, int inner, int columns) {
        double[] product = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum += a[i * inner + k] * b[j * inner + k];
                }
                product[i * columns + j] = sum;
            }
        }
        return product;
    }

    /** The dot product a'b. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
