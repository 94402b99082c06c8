package icl.core.simulation;

import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Matrix;

/** Plain arithmetic on small dense matrices, shape (rows, columns), written for reading and not for speed. */
public final class Dense {
    private Dense() {}

    public static double[][] of(Matrix m) {
        double[][] a = new double[m.rows()][m.columns()];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                a[i][j] = m.get(i, j);
            }
        }
        return a;
    }

    public static double[][] identity(int size) {
        return of(Matrix.identity(size));
    }

    public static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b.length == 0 ? 0 : b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[k].length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    public static double[][] transposed(double[][] a) {
        double[][] t = new double[a.length == 0 ? 0 : a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    /** a + factor b. */
    public static double[][] plus(double[][] a, double factor, double[][] b) {
        double[][] sum = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i].clone();
            for (int j = 0; j < sum[i].length; j++) {
                sum[i][j] += factor * b[i][j];
            }
        }
        return sum;
    }

    public static double trace(double[][] a) {
        double trace = 0;
        for (int i = 0; i < a.length; i++) {
            trace += a[i][i];
        }
        return trace;
    }

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** x' A y. */
    public static double form(double[] x, double[][] a, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * dot(a[i], y);
        }
        return sum;
    }

    /** X A X' for the rows x of X and a symmetric A. */
    static double[][] gram(double[][] x, double[][] a) {
        double[][] gram = new double[x.length][x.length];
        double[] image = new double[a.length];
        for (int i = 0; i < x.length; i++) {
            for (int c = 0; c < a.length; c++) {
                image[c] = dot(a[c], x[i]);
            }
            for (int j = 0; j <= i; j++) {
                gram[i][j] = dot(image, x[j]);
                gram[j][i] = gram[i][j];
            }
        }
        return gram;
    }

    /** F, shape (d, rank), with F F' = the covariance; directions without variance are left out. */
    public static double[][] factor(double[][] covariance) {
        Eigen eigen = Eigen.of(covariance);
        double[][] rows = eigen.rows();
        double[][] f = new double[covariance.length][eigen.rank()];
        for (int c = 0; c < f.length; c++) {
            for (int i = 0; i < f[c].length; i++) {
                f[c][i] = rows[i][c] * Math.sqrt(eigen.value(i));
            }
        }
        return f;
    }

    /** Eigenvalues of a symmetric matrix, descending, and its eigenvectors. */
    public static final class Eigen {
        private final BreezeKernel.Eigen rising;
        private final int size;

        private Eigen(BreezeKernel.Eigen rising) {
            this.rising = rising;
            this.size = rising.values().size();
        }

        public static Eigen of(double[][] symmetric) {
            return new Eigen(BreezeKernel.eigSym(Matrix.of(symmetric)));
        }

        public double value(int i) {
            return rising.values().get(size - 1 - i);
        }

        /** Eigenvectors as rows, shape (size, size). */
        public double[][] rows() {
            return Dense.of(Matrix.from(size, size, (i, c) -> rising.vectors().get(size - 1 - i, c)));
        }

        /** How many eigenvalues are not 0 up to rounding. */
        public int rank() {
            int rank = 0;
            while (rank < size && value(rank) > 1e-13 * value(0)) {
                rank++;
            }
            return rank;
        }
    }

    /** The solution of A x = b by elimination with row exchanges. */
    public static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = plus(matrix, 0, matrix);
        double[] b = right.clone();
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int i = c + 1; i < n; i++) {
                pivot = Math.abs(a[i][c]) > Math.abs(a[pivot][c]) ? i : pivot;
            }
            double[] row = a[c];
            a[c] = a[pivot];
            a[pivot] = row;
            double value = b[c];
            b[c] = b[pivot];
            b[pivot] = value;
            for (int i = c + 1; i < n; i++) {
                double factor = a[i][c] / a[c][c];
                for (int j = c; j < n; j++) {
                    a[i][j] -= factor * a[c][j];
                }
                b[i] -= factor * b[c];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                b[i] -= a[i][j] * b[j];
            }
            b[i] /= a[i][i];
        }
        return b;
    }
}
