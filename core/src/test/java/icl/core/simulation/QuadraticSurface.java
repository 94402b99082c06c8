package icl.core.simulation;

import icl.core.risk.RiskFormulas;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The risk as a function of the preconditioner, at all weights one. Found by asking for the exact risk of given preconditioners,
 * so that low-rank minima can be searched without any formula for them.
 */
public final class QuadraticSurface {
    private static final int STARTS = 8;
    private static final int MOST_STEPS = 5000;

    private final int dim;
    private final Quadratic risk;

    private QuadraticSurface(int dim, Quadratic risk) {
        this.dim = dim;
        this.risk = risk;
    }

    public static QuadraticSurface of(Ask ask) {
        int d = ask.design().dim();
        return new QuadraticSurface(
                d,
                Quadratic.of(
                        d * d,
                        entries -> RiskFormulas.exact(ask.given(matrix(d, entries)))
                                .risk()));
    }

    private static double[][] matrix(int columns, double[] entries) {
        double[][] w = new double[entries.length / columns][];
        Arrays.setAll(w, i -> Arrays.copyOfRange(entries, i * columns, (i + 1) * columns));
        return w;
    }

    private static double[] entries(double[][] w) {
        return Arrays.stream(w).flatMapToDouble(Arrays::stream).toArray();
    }

    public double at(double[][] w) {
        return risk.at(entries(w));
    }

    /** W + U V' with U and V of this rank, each the best for the other in turn, from random starts. */
    public double[][] bestUpdate(double[][] w, int rank, RandomGenerator random) {
        double[][] best = w;
        for (int start = 0; rank > 0 && start < STARTS; start++) {
            double[][] v = matrix(rank, random.doubles((long) dim * rank, -1, 1).toArray());
            double[][] found = descended(w, v);
            best = at(found) < at(best) ? found : best;
        }
        return best;
    }

    private double[][] descended(double[][] w, double[][] start) {
        double[][] v = start;
        double[][] found = w;
        double last = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_STEPS; i++) {
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
        return factor(w, v[0].length, (k, column) -> {
            double[][] move = new double[dim][dim];
            Arrays.setAll(move[k], j -> v[j][column]);
            return move;
        });
    }

    /** The best V for this U. */
    private double[][] right(double[][] w, double[][] u) {
        return factor(w, u[0].length, (k, column) -> {
            double[][] move = new double[dim][dim];
            for (int i = 0; i < dim; i++) {
                move[i][k] = u[i][column];
            }
            return move;
        });
    }

    /** How W moves with entry (k, column) of the unknown factor. */
    @FunctionalInterface
    private interface Move {
        double[][] of(int k, int column);
    }

    private double[][] factor(double[][] w, int rank, Move move) {
        double[][] moves = new double[dim * rank][];
        Arrays.setAll(moves, i -> entries(move.of(i / rank, i % rank)));
        return matrix(rank, risk.minimum(entries(w), moves));
    }
}
