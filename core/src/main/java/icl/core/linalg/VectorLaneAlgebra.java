package icl.core.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LaneAlgebra} by the Vector API. Examples are computed in pairs, which share loads, with sums in registers. A
 * vector is at most {@link #PARTS} wide. No method takes or returns a vector, since C2 does not inline our methods into
 * large callers, and a vector that is passed to a method that is not inlined is allocated on the heap.
 */
final class VectorLaneAlgebra implements LaneAlgebra {
    private static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() <= PARTS ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;
    private static final int WIDTH = FLOATS.length();

    @Override
    public void dots(float[] x, int examples, int d, float[] v, float[] y) {
        int e = 0;
        for (; e + 1 < examples; e += 2) {
            twoDots(x, e * d * LANES, d, v, y, e * LANES);
        }
        if (e < examples) {
            oneDot(x, e * d * LANES, d, v, y, e * LANES);
        }
    }

    private static void twoDots(float[] x, int at, int d, float[] v, float[] y, int to) {
        int second = at + d * LANES;
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector a = FloatVector.zero(FLOATS);
            FloatVector b = FloatVector.zero(FLOATS);
            for (int row = lane; row < d * LANES; row += LANES) {
                FloatVector other = FloatVector.fromArray(FLOATS, v, row);
                a = FloatVector.fromArray(FLOATS, x, at + row).fma(other, a);
                b = FloatVector.fromArray(FLOATS, x, second + row).fma(other, b);
            }
            a.intoArray(y, to + lane);
            b.intoArray(y, to + LANES + lane);
        }
    }

    private static void oneDot(float[] x, int at, int d, float[] v, float[] y, int to) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector a = FloatVector.zero(FLOATS);
            for (int row = lane; row < d * LANES; row += LANES) {
                a = FloatVector.fromArray(FLOATS, x, at + row).fma(FloatVector.fromArray(FLOATS, v, row), a);
            }
            a.intoArray(y, to + lane);
        }
    }

    @Override
    public void dots(float[] x, int examples, int d, float[] k, float[] u, float[] p, float[] w) {
        int e = 0;
        for (; e + 1 < examples; e += 2) {
            twoDots(x, e * d * LANES, d, k, u, p, w, e * LANES);
        }
        if (e < examples) {
            oneDot(x, e * d * LANES, d, k, u, p, w, e * LANES);
        }
    }

    private static void twoDots(float[] x, int at, int d, float[] k, float[] u, float[] p, float[] w, int to) {
        int second = at + d * LANES;
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector p0 = FloatVector.zero(FLOATS);
            FloatVector p1 = FloatVector.zero(FLOATS);
            FloatVector w0 = FloatVector.zero(FLOATS);
            FloatVector w1 = FloatVector.zero(FLOATS);
            for (int c = 0, row = lane; c < d; c++, row += LANES) {
                FloatVector x0 = FloatVector.fromArray(FLOATS, x, at + row);
                FloatVector x1 = FloatVector.fromArray(FLOATS, x, second + row);
                FloatVector own = FloatVector.fromArray(FLOATS, k, row);
                FloatVector shared = FloatVector.broadcast(FLOATS, u[c]);
                p0 = x0.fma(own, p0);
                p1 = x1.fma(own, p1);
                w0 = x0.fma(shared, w0);
                w1 = x1.fma(shared, w1);
            }
            p0.intoArray(p, to + lane);
            p1.intoArray(p, to + LANES + lane);
            w0.intoArray(w, to + lane);
            w1.intoArray(w, to + LANES + lane);
        }
    }

    private static void oneDot(float[] x, int at, int d, float[] k, float[] u, float[] p, float[] w, int to) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector p0 = FloatVector.zero(FLOATS);
            FloatVector w0 = FloatVector.zero(FLOATS);
            for (int c = 0, row = lane; c < d; c++, row += LANES) {
                FloatVector x0 = FloatVector.fromArray(FLOATS, x, at + row);
                p0 = x0.fma(FloatVector.fromArray(FLOATS, k, row), p0);
                w0 = x0.fma(FloatVector.broadcast(FLOATS, u[c]), w0);
            }
            p0.intoArray(p, to + lane);
            w0.intoArray(w, to + lane);
        }
    }

    @Override
    public void accumulate(float[] x, int examples, int d, float[] w, float[] t) {
        int e = 0;
        for (; e + 1 < examples; e += 2) {
            addTwo(x, e * d * LANES, d, w, e * LANES, t);
        }
        if (e < examples) {
            addProducts(w, e * LANES, x, e * d * LANES, t, 0, d);
        }
    }

    private static void addTwo(float[] x, int at, int d, float[] w, int from, float[] t) {
        int second = at + d * LANES;
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, w, from + lane);
            FloatVector w1 = FloatVector.fromArray(FLOATS, w, from + LANES + lane);
            for (int row = lane; row < d * LANES; row += LANES) {
                w1.fma(
                                FloatVector.fromArray(FLOATS, x, second + row),
                                w0.fma(
                                        FloatVector.fromArray(FLOATS, x, at + row),
                                        FloatVector.fromArray(FLOATS, t, row)))
                        .intoArray(t, row);
            }
        }
    }

    @Override
    public void accumulate(float[] x, int examples, int d, float[] w, float[] p, float[] t, float[] r) {
        int e = 0;
        for (; e + 1 < examples; e += 2) {
            addTwo(x, e * d * LANES, d, w, p, e * LANES, t, r);
        }
        if (e < examples) {
            addProducts(w, e * LANES, x, e * d * LANES, t, 0, d);
            addProducts(p, e * LANES, x, e * d * LANES, r, 0, d);
        }
    }

    private static void addTwo(float[] x, int at, int d, float[] w, float[] p, int from, float[] t, float[] r) {
        int second = at + d * LANES;
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, w, from + lane);
            FloatVector w1 = FloatVector.fromArray(FLOATS, w, from + LANES + lane);
            FloatVector p0 = FloatVector.fromArray(FLOATS, p, from + lane);
            FloatVector p1 = FloatVector.fromArray(FLOATS, p, from + LANES + lane);
            for (int row = lane; row < d * LANES; row += LANES) {
                FloatVector x0 = FloatVector.fromArray(FLOATS, x, at + row);
                FloatVector x1 = FloatVector.fromArray(FLOATS, x, second + row);
                w1.fma(x1, w0.fma(x0, FloatVector.fromArray(FLOATS, t, row))).intoArray(t, row);
                p1.fma(x1, p0.fma(x0, FloatVector.fromArray(FLOATS, r, row))).intoArray(r, row);
            }
        }
    }

    @Override
    public void transposeTimes(float[] m, int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
        int c = 0;
        for (; c + 3 < columns; c += 4) {
            fourColumns(m, rows, columns, c, x, xAt, y, yAt + c * LANES);
        }
        for (; c < columns; c++) {
            oneColumn(m, rows, columns, c, x, xAt, y, yAt + c * LANES);
        }
    }

    private static void fourColumns(float[] m, int rows, int columns, int c, float[] x, int xAt, float[] y, int yAt) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector y0 = FloatVector.zero(FLOATS);
            FloatVector y1 = FloatVector.zero(FLOATS);
            FloatVector y2 = FloatVector.zero(FLOATS);
            FloatVector y3 = FloatVector.zero(FLOATS);
            for (int a = 0; a < rows; a++) {
                FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + a * LANES + lane);
                int at = a * columns + c;
                y0 = v.fma(FloatVector.broadcast(FLOATS, m[at]), y0);
                y1 = v.fma(FloatVector.broadcast(FLOATS, m[at + 1]), y1);
                y2 = v.fma(FloatVector.broadcast(FLOATS, m[at + 2]), y2);
                y3 = v.fma(FloatVector.broadcast(FLOATS, m[at + 3]), y3);
            }
            y0.intoArray(y, yAt + lane);
            y1.intoArray(y, yAt + LANES + lane);
            y2.intoArray(y, yAt + 2 * LANES + lane);
            y3.intoArray(y, yAt + 3 * LANES + lane);
        }
    }

    private static void oneColumn(float[] m, int rows, int columns, int c, float[] x, int xAt, float[] y, int yAt) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int a = 0; a < rows; a++) {
                sum = FloatVector.fromArray(FLOATS, x, xAt + a * LANES + lane)
                        .fma(FloatVector.broadcast(FLOATS, m[a * columns + c]), sum);
            }
            sum.intoArray(y, yAt + lane);
        }
    }

    @Override
    public void outer(float[] x, int rows, float[] t, int columns, float[] g) {
        for (int a = 0; a < rows; a++) {
            for (int part = 0; part < PARTS; part += WIDTH) {
                outerRow(x, a * LANES + part, t, columns, part, g, a * columns * PARTS + part);
            }
        }
    }

    private static void outerRow(float[] x, int at, float[] t, int columns, int part, float[] g, int to) {
        FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
        FloatVector x1 = FloatVector.fromArray(FLOATS, x, at + PARTS);
        FloatVector x2 = FloatVector.fromArray(FLOATS, x, at + 2 * PARTS);
        FloatVector x3 = FloatVector.fromArray(FLOATS, x, at + 3 * PARTS);
        for (int c = 0; c < columns; c++) {
            int row = c * LANES + part;
            FloatVector sum =
                    x0.fma(FloatVector.fromArray(FLOATS, t, row), FloatVector.fromArray(FLOATS, g, to + c * PARTS));
            sum = x1.fma(FloatVector.fromArray(FLOATS, t, row + PARTS), sum);
            sum = x2.fma(FloatVector.fromArray(FLOATS, t, row + 2 * PARTS), sum);
            sum = x3.fma(FloatVector.fromArray(FLOATS, t, row + 3 * PARTS), sum);
            sum.intoArray(g, to + c * PARTS);
        }
    }

    @Override
    public void addProducts(float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, int rows) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector factor = FloatVector.fromArray(FLOATS, w, wAt + lane);
            for (int row = lane; row < rows * LANES; row += LANES) {
                factor.fma(FloatVector.fromArray(FLOATS, x, xAt + row), FloatVector.fromArray(FLOATS, y, yAt + row))
                        .intoArray(y, yAt + row);
            }
        }
    }

    @Override
    public void addScaled(float a, float[] x, int xAt, float[] y, int yAt, int rows) {
        FloatVector factor = FloatVector.broadcast(FLOATS, a);
        for (int i = 0; i < rows * LANES; i += WIDTH) {
            factor.fma(FloatVector.fromArray(FLOATS, x, xAt + i), FloatVector.fromArray(FLOATS, y, yAt + i))
                    .intoArray(y, yAt + i);
        }
    }

    @Override
    public void scale(float a, float[] x, int at, int rows) {
        for (int i = at; i < at + rows * LANES; i += WIDTH) {
            FloatVector.fromArray(FLOATS, x, i).mul(a).intoArray(x, i);
        }
    }
}
