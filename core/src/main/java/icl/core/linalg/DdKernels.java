package icl.core.linalg;

import java.util.Arrays;
import org.apache.commons.numbers.core.DD;

/** Loops over double-doubles held as high and low parts in plain arrays, written so that they become vector code. */
final class DdKernels {
    private DdKernels() {}

    /** c = a b for a (m, k), b (k, n), c (m, n), all by rows; c must be zero before. */
    static void multiply(
            int m, int k, int n, double[] ah, double[] al, double[] bh, double[] bl, double[] ch, double[] cl) {
        double[] sum = new double[n];
        double[] rest = new double[n];
        for (int i = 0; i < m; i++) {
            Arrays.fill(sum, 0);
            Arrays.fill(rest, 0);
            for (int l = 0; l < k; l++) {
                addMultiple(ah[i * k + l], al[i * k + l], bh, bl, l * n, sum, rest, n);
            }
            normalise(sum, rest, ch, cl, i * n, n);
        }
    }

    /** (sum, rest) += (xh, xl) times row {@code at..at+n} of (bh, bl); rest gathers what rounding loses. */
    private static void addMultiple(
            double xh, double xl, double[] bh, double[] bl, int at, double[] sum, double[] rest, int n) {
        for (int j = 0; j < n; j++) {
            double y = bh[at + j];
            double p = xh * y;
            double e = Math.fma(xh, bl[at + j], Math.fma(xl, y, Math.fma(xh, y, -p)));
            double s = sum[j];
            double t = s + p;
            double z = t - s;
            rest[j] += e + ((s - (t - z)) + (p - z));
            sum[j] = t;
        }
    }

    private static void normalise(double[] sum, double[] rest, double[] ch, double[] cl, int at, int n) {
        for (int j = 0; j < n; j++) {
            double t = sum[j] + rest[j];
            double z = t - sum[j];
            ch[at + j] = t;
            cl[at + j] = (sum[j] - (t - z)) + (rest[j] - z);
        }
    }

    /** (ah, al) += f b for f (m, k), b (k, n), a (m, n), where f b is so small that doubles are enough for it. */
    static void addProduct(int m, int k, int n, double[] f, double[] b, double[] ah, double[] al) {
        double[] sum = new double[n];
        for (int i = 0; i < m; i++) {
            Arrays.fill(sum, 0);
            for (int l = 0; l < k; l++) {
                addMultiple(f[i * k + l], b, l * n, sum, n);
            }
            add(sum, ah, al, i * n, n);
        }
    }

    private static void addMultiple(double x, double[] b, int at, double[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] = Math.fma(x, b[at + j], sum[j]);
        }
    }

    private static void add(double[] x, double[] ah, double[] al, int at, int n) {
        for (int j = 0; j < n; j++) {
            double a = ah[at + j];
            double t = a + x[j];
            double z = t - a;
            double rest = al[at + j] + ((a - (t - z)) + (x[j] - z));
            ah[at + j] = t + rest;
            al[at + j] = rest - (ah[at + j] - t);
        }
    }

    static DD dot(double[] ah, double[] al, double[] bh, double[] bl) {
        double s = 0;
        double rest = 0;
        for (int i = 0; i < ah.length; i++) {
            double p = ah[i] * bh[i];
            double t = s + p;
            double z = t - s;
            rest += Math.fma(ah[i], bl[i], Math.fma(al[i], bh[i], Math.fma(ah[i], bh[i], -p)))
                    + ((s - (t - z)) + (p - z));
            s = t;
        }
        return DD.ofSum(s, rest);
    }

    static double[] transpose(int rows, int columns, double[] a) {
        double[] b = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                b[j * rows + i] = a[i * columns + j];
            }
        }
        return b;
    }
}
