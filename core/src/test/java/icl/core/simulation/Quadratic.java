package icl.core.simulation;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** A quadratic c - 2 b'v + v'Q v of a vector v, found from its values at 0, at unit vectors and at sums of two of them. */
public final class Quadratic {
    private final double c;
    private final double[] b;
    private final double[][] q;

    private Quadratic(double c, double[] b, double[][] q) {
        this.c = c;
        this.b = b;
        this.q = q;
    }

    public static Quadratic of(int size, ToDoubleFunction<double[]> function) {
        double c = function.applyAsDouble(new double[size]);
        double[] plus = new double[size];
        double[] b = new double[size];
        double[][] q = new double[size][size];
        for (int i = 0; i < size; i++) {
            plus[i] = function.applyAsDouble(unit(size, i, 1));
            double minus = function.applyAsDouble(unit(size, i, -1));
            b[i] = (minus - plus[i]) / 4;
            q[i][i] = (plus[i] + minus) / 2 - c;
            for (int j = 0; j < i; j++) {
                double[] both = unit(size, i, 1);
                both[j] = 1;
                q[i][j] = (function.applyAsDouble(both) - plus[i] - plus[j] + c) / 2;
                q[j][i] = q[i][j];
            }
        }
        return new Quadratic(c, b, q);
    }

    private static double[] unit(int size, int place, double value) {
        double[] v = new double[size];
        v[place] = value;
        return v;
    }

    public double at(double[] v) {
        return c - 2 * Dense.dot(b, v) + Dense.form(v, q, v);
    }

    /** Where it is least. */
    public double[] minimum() {
        return Dense.solve(q, b);
    }

    /** The t with which base + sum t_i moves_i is best, for moves as rows. */
    double[] minimum(double[] base, double[][] moves) {
        double[][] curved = Dense.times(moves, q);
        double[] pull = new double[moves.length];
        Arrays.setAll(pull, i -> Dense.dot(moves[i], b) - Dense.dot(curved[i], base));
        return Dense.solve(Dense.times(curved, Dense.transposed(moves)), pull);
    }
}
