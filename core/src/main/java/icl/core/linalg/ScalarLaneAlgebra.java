package icl.core.linalg;

import java.util.Arrays;

/**
 * {@link LaneAlgebra} in plain Java, used without the Vector API and as the reference for {@link VectorLaneAlgebra} in
 * tests.
 */
final class ScalarLaneAlgebra implements LaneAlgebra {
    @Override
    public void dots(float[] x, int examples, int d, float[] v, float[] y) {
        Arrays.fill(y, 0, examples * LANES, 0);
        for (int e = 0; e < examples; e++) {
            for (int c = 0; c < d; c++) {
                addProducts(x, (e * d + c) * LANES, v, c * LANES, y, e * LANES, 1);
            }
        }
    }

    @Override
    public void dots(float[] x, int examples, int d, float[] k, float[] u, float[] p, float[] w) {
        dots(x, examples, d, k, p);
        Arrays.fill(w, 0, examples * LANES, 0);
        for (int e = 0; e < examples; e++) {
            for (int c = 0; c < d; c++) {
                addScaled(u[c], x, (e * d + c) * LANES, w, e * LANES, 1);
            }
        }
    }

    @Override
    public void accumulate(float[] x, int examples, int d, float[] w, float[] t) {
        for (int e = 0; e < examples; e++) {
            addProducts(w, e * LANES, x, e * d * LANES, t, 0, d);
        }
    }

    @Override
    public void accumulate(float[] x, int examples, int d, float[] w, float[] p, float[] t, float[] r) {
        accumulate(x, examples, d, w, t);
        accumulate(x, examples, d, p, r);
    }

    @Override
    public void transposeTimes(float[] m, int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
        Arrays.fill(y, yAt, yAt + columns * LANES, 0);
        for (int c = 0; c < columns; c++) {
            for (int a = 0; a < rows; a++) {
                addScaled(m[a * columns + c], x, xAt + a * LANES, y, yAt + c * LANES, 1);
            }
        }
    }

    @Override
    public void outer(float[] x, int rows, float[] t, int columns, float[] g) {
        for (int a = 0; a < rows; a++) {
            for (int c = 0; c < columns; c++) {
                int at = (a * columns + c) * PARTS;
                for (int lane = 0; lane < LANES; lane++) {
                    int part = at + lane % PARTS;
                    g[part] = Math.fma(x[a * LANES + lane], t[c * LANES + lane], g[part]);
                }
            }
        }
    }

    @Override
    public void addProducts(float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, int rows) {
        for (int c = 0; c < rows; c++) {
            for (int lane = 0; lane < LANES; lane++) {
                int i = c * LANES + lane;
                y[yAt + i] = Math.fma(w[wAt + lane], x[xAt + i], y[yAt + i]);
            }
        }
    }

    @Override
    public void addScaled(float a, float[] x, int xAt, float[] y, int yAt, int rows) {
        for (int i = 0; i < rows * LANES; i++) {
            y[yAt + i] = Math.fma(a, x[xAt + i], y[yAt + i]);
        }
    }

    @Override
    public void scale(float a, float[] x, int at, int rows) {
        for (int i = at; i < at + rows * LANES; i++) {
            x[i] *= a;
        }
    }
}
