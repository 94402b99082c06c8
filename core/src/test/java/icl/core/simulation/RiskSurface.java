package icl.core.simulation;

import icl.core.risk.RiskFormulas;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The risk as a function of the preconditioner, at all weights one: c - 2 b'v + v'Q v, v = the d^2 entries of W. Found by
 * asking for the exact risk of a few given preconditioners, so that minima can be searched without knowing any formula.
 */
public final class RiskSurface {
    private final int dim;
    private final double c;
    private final double[] b;
    private final double[][] q;

    private RiskSurface(int dim, double c, double[] b, double[][] q) {
        this.dim = dim;
        this.c = c;
        this.b = b;
        this.q = q;
    }

    public static RiskSurface of(Ask ask) {
        int d = ask.design().dim();
        int m = d * d;
        double c = risk(ask, new double[m]);
        double[] plus = new double[m];
        double[] b = new double[m];
        double[][] q = new double[m][m];
        for (int i = 0; i < m; i++) {
            plus[i] = risk(ask, unit(m, i, 1));
            double minus = risk(ask, unit(m, i, -1));
            b[i] = (minus - plus[i]) / 4;
            q[i][i] = (plus[i] + minus) / 2 - c;
            for (int j = 0; j < i; j++) {
                double[] both = unit(m, i, 1);
                both[j] = 1;
                q[i][j] = (risk(ask, both) - plus[i] - plus[j] + c) / 2;
                q[j][i] = q[i][j];
            }
        }
        return new RiskSurface(d, c, b, q);
    }

    private static double risk(Ask ask, double[] entries) {
        return RiskFormulas.exact(ask.given(matrix(ask.design().dim(), entries)))
                .risk();
    }

    private static double[] unit(int size, int place, double value) {
        double[] entries = new double[size];
        entries[place] = value;
        return entries;
    }

    private static double[][] matrix(int d, double[] entries) {
        double[][] w = new double[d][];
        Arrays.setAll(w, i -> Arrays.copyOfRange(entries, i * d, (i + 1) * d));
        return w;
    }

    private static double[] entries(double[][] w) {
        return Arrays.stream(w).flatMapToDouble(Arrays::stream).toArray();
    }

    public double at(double[][] w) {
        double[] v = entries(w);
        return c - 2 * Dense.dot(b, v) + Dense.form(v, q, v);
    }

    /** W + U V' with U and V of this rank, each the best for the other in turn, from random starts. */
    public double[][] bestUpdate(double[][] w, int rank, RandomGenerator random) {
        double[][] best = w;
        for (int start = 0; rank > 0 && start < 8; start++) {
            double[][] found = descended(w, gaussian(dim, rank, random));
            best = at(found) < at(best) ? found : best;
        }
        return best;
    }

    private double[][] descended(double[][] w, double[][] start) {
        double[][] v = start;
        double[][] found = w;
        double last = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 5000; i++) {
            double[][] u = left(w, v);
            v = right(w, u);
            found = Dense.plus(w, 1, Dense.times(u, Dense.transposed(v)));
            double now = at(found);
            if (last - now <= 1e-15 * now) {
                break;
            }
            last = now;
        }
        return found;
    }

    /** The best U for this V. */
    private double[][] left(double[][] w, double[][] v) {
        return solved(w, v[0].length, (k, column) -> {
            double[][] direction = new double[dim][dim];
            for (int j = 0; j < dim; j++) {
                direction[k][j] = v[j][column];
            }
            return direction;
        });
    }

    /** The best V for this U. */
    private double[][] right(double[][] w, double[][] u) {
        return solved(w, u[0].length, (k, column) -> {
            double[][] direction = new double[dim][dim];
            for (int i = 0; i < dim; i++) {
                direction[i][k] = u[i][column];
            }
            return direction;
        });
    }

    /** How W moves with entry (k, column) of the unknown factor. */
    @FunctionalInterface
    private interface Direction {
        double[][] of(int k, int column);
    }

    private double[][] solved(double[][] w, int rank, Direction direction) {
        double[][] moves = new double[dim * rank][];
        Arrays.setAll(moves, i -> entries(direction.of(i / rank, i % rank)));
        double[][] curved = Dense.times(moves, q);
        double[][] system = Dense.times(curved, Dense.transposed(moves));
        double[] base = entries(w);
        double[] pull = new double[moves.length];
        Arrays.setAll(pull, i -> Dense.dot(moves[i], b) - Dense.dot(curved[i], base));
        double[] solution = Dense.solve(system, pull);
        double[][] factor = new double[dim][];
        Arrays.setAll(factor, k -> Arrays.copyOfRange(solution, k * rank, (k + 1) * rank));
        return factor;
    }

    private static double[][] gaussian(int rows, int columns, RandomGenerator random) {
        double[][] a = new double[rows][columns];
        for (double[] row : a) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        return a;
    }
}
