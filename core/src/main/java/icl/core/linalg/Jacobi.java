package icl.core.linalg;

import icl.core.check.Interrupted;
import org.apache.commons.numbers.core.DD;

/**
 * Cyclic Jacobi rotations of a symmetric matrix, with its diagonal in double-doubles and the other entries in doubles.
 *
 * <p>A rotation rounds only the change that it makes. Where the off-diagonal entries are about 1e-16 of the matrix, as
 * after a decomposition in doubles, the errors of the eigenvalues are about 1e-31 of the matrix, also for close and
 * multiple ones. The product of the rotations is stored as its difference from the identity, so that small rotations
 * keep their digits.
 */
final class Jacobi {
    /** The largest number of sweeps; ten are enough, since the number of correct digits doubles with each. */
    private static final int MOST_SWEEPS = 50;

    private final int n;
    private final double[][] off;
    private final double[][] turn;
    private final double[] high;
    private final double[] low;

    private Jacobi(DdMatrix symmetric) {
        n = symmetric.rows();
        off = new double[n][];
        turn = new double[n][n];
        high = new double[n];
        low = new double[n];
        for (int i = 0; i < n; i++) {
            off[i] = symmetric.high(i).clone();
            high[i] = symmetric.high(i)[i];
            low[i] = symmetric.low(i)[i];
        }
    }

    /** Rotates a symmetric matrix until no off-diagonal entry is above the threshold. */
    static Jacobi of(DdMatrix symmetric, double threshold) {
        Jacobi jacobi = new Jacobi(symmetric);
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            if (!jacobi.sweep(threshold)) {
                return jacobi;
            }
        }
        throw new ArithmeticException("Cannot find the eigenvalues of a " + symmetric + ": rotations do not settle");
    }

    /** Eigenvalue i, in no order. */
    DD value(int i) {
        return DD.ofSum(high[i], low[i]);
    }

    /** Eigenvector i of the given matrix, in doubles. */
    double[] vector(int i) {
        double[] vector = turn[i].clone();
        vector[i] += 1;
        return vector;
    }

    /** The eigenvectors as rows, row i for value i, from the rows of the basis in which the matrix is given. */
    DdMatrix turned(DdMatrix rows) {
        return rows.plus(DdMatrix.of(turn, n).times(rows));
    }

    /** Rotates every pair once; returns whether any rotation was needed. */
    private boolean sweep(double threshold) {
        boolean turned = false;
        for (int p = 0; p < n; p++) {
            Interrupted.check();
            for (int q = p + 1; q < n; q++) {
                double b = off[p][q];
                if (Math.abs(b) > threshold) {
                    rotate(p, q, b);
                    turned = true;
                }
            }
        }
        return turned;
    }

    private void rotate(int p, int q, double b) {
        double theta = ((high[q] - high[p]) + (low[q] - low[p])) / (2 * b);
        double t = 1 / (theta + Math.copySign(Math.sqrt(1 + theta * theta), theta)); // tangent of the angle
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        double tau = s / (1 + c);
        addToDiagonal(p, -t * b);
        addToDiagonal(q, t * b);
        turn(off[p], off[q], s, tau);
        mirror(p, q);
        turn(turn[p], turn[q], s, tau);
        turn[p][q] -= s;
        turn[q][p] += s;
        turn[p][p] -= s * tau;
        turn[q][q] -= s * tau;
    }

    private static void turn(double[] x, double[] y, double s, double tau) {
        for (int k = 0; k < x.length; k++) {
            double g = x[k];
            double h = y[k];
            x[k] = g - s * (h + g * tau);
            y[k] = h + s * (g - h * tau);
        }
    }

    private void mirror(int p, int q) {
        off[p][q] = 0;
        off[q][p] = 0;
        for (int k = 0; k < n; k++) {
            off[k][p] = off[p][k];
            off[k][q] = off[q][k];
        }
    }

    private void addToDiagonal(int i, double x) {
        double a = high[i];
        double t = a + x;
        double z = t - a;
        double rest = low[i] + ((a - (t - z)) + (x - z));
        high[i] = t + rest;
        low[i] = rest - (high[i] - t);
    }
}
