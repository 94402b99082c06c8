package icl.core.linalg;

import icl.core.check.Interrupted;
import org.apache.commons.numbers.core.DD;

/**
 * Loops over rows of double-doubles, stored as high and low parts. Each loop uses the same index for all arrays, since
 * the compiler vectorises such loops only (and not offsets into a flat array).
 */
final class DdKernels {
    /** The number of rows of a result in a block that stays in the cache: 64 x 1000 x 16 bytes is 1 MB. */
    private static final int BLOCK = 64;

    private DdKernels() {}

    /** Computes c = a b for a (m, k), b (k, n), c (m, n). c must be 0 before. */
    static void multiply(double[][] ah, double[][] al, double[][] bh, double[][] bl, double[][] ch, double[][] cl) {
        for (int from = 0; from < ah.length; from += BLOCK) {
            Interrupted.check();
            int to = Math.min(ah.length, from + BLOCK);
            for (int l = 0; l < bh.length; l++) {
                for (int i = from; i < to; i++) {
                    addMultiple(ah[i][l], al[i][l], bh[l], bl[l], ch[i], cl[i]);
                }
            }
            for (int i = from; i < to; i++) {
                normalise(ch[i], cl[i]);
            }
        }
    }

    /** Adds a multiple: (sum, rest) += (xh, xl) (bh, bl), where rest collects the rounding errors. */
    private static void addMultiple(double xh, double xl, double[] bh, double[] bl, double[] sum, double[] rest) {
        for (int j = 0; j < sum.length; j++) {
            double y = bh[j];
            double p = xh * y;
            double e = Math.fma(xh, bl[j], Math.fma(xl, y, Math.fma(xh, y, -p)));
            double s = sum[j];
            double t = s + p;
            double z = t - s;
            rest[j] += e + ((s - (t - z)) + (p - z));
            sum[j] = t;
        }
    }

    private static void normalise(double[] sum, double[] rest) {
        for (int j = 0; j < sum.length; j++) {
            double a = sum[j];
            double t = a + rest[j];
            double z = t - a;
            sum[j] = t;
            rest[j] = (a - (t - z)) + (rest[j] - z);
        }
    }

    /** The product of f (m, k) and b (k, n) in doubles. */
    static double[][] multiply(double[][] f, double[][] b) {
        double[][] product = new double[f.length][b[0].length];
        for (int from = 0; from < f.length; from += BLOCK) {
            Interrupted.check();
            int to = Math.min(f.length, from + BLOCK);
            for (int l = 0; l < b.length; l++) {
                for (int i = from; i < to; i++) {
                    addMultiple(f[i][l], b[l], product[i]);
                }
            }
        }
        return product;
    }

    private static void addMultiple(double x, double[] b, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] = Math.fma(x, b[j], sum[j]);
        }
    }

    /** Adds doubles: (ah, al) += x. */
    static void add(double[] x, double[] ah, double[] al) {
        for (int j = 0; j < x.length; j++) {
            double a = ah[j];
            double t = a + x[j];
            double z = t - a;
            double rest = al[j] + ((a - (t - z)) + (x[j] - z));
            double high = t + rest;
            al[j] = rest - (high - t);
            ah[j] = high;
        }
    }

    static DD dot(double[][] ah, double[][] al, double[][] bh, double[][] bl) {
        double s = 0;
        double rest = 0;
        for (int i = 0; i < ah.length; i++) {
            for (int j = 0; j < ah[i].length; j++) {
                double x = ah[i][j];
                double y = bh[i][j];
                double p = x * y;
                double t = s + p;
                double z = t - s;
                rest += Math.fma(x, bl[i][j], Math.fma(al[i][j], y, Math.fma(x, y, -p))) + ((s - (t - z)) + (p - z));
                s = t;
            }
        }
        return DD.ofSum(s, rest);
    }

    static double[][] transpose(double[][] a, int columns) {
        double[][] b = new double[columns][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < columns; j++) {
                b[j][i] = a[i][j];
            }
        }
        return b;
    }
}
