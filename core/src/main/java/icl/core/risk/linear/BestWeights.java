package icl.core.risk.linear;

import icl.core.check.Interrupted;
import icl.core.covariance.Preconditioner;
import icl.core.covariance.Spectrum;
import icl.core.covariance.WhitenedBasis;
import icl.core.linalg.Cholesky;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.util.Arrays;
import org.apache.commons.numbers.core.DD;

/**
 * The weights of the joint minimum over weights and preconditioners of rank at most r.
 *
 * <p>Stationary weights lie on the curve \( w(\theta) \propto (P + \theta R)^{-1} k \) with \( 1/\theta \) between the
 * least and the largest kept eigenvalue of Sigma. So the global minimum is found by a search in one dimension: a grid
 * in log theta, golden-section search around its best points, then the fixed-point iteration between weights and
 * preconditioner, which gives theta to the last digits. With one distinct eigenvalue theta is known. The loss is
 * stationary in the weights, so their rounding enters the risk squared.
 *
 * <p>Derivation: docs/formulas.md, section 4.
 */
final class BestWeights {
    /** Grid points per factor e of theta; gains vary on the scale of a factor e. */
    private static final int GRID_PER_E_FOLD = 8;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final WeightMoments moments;
    private final double[] lambda;

    private BestWeights(WeightMoments moments, double[] lambda) {
        this.moments = moments;
        this.lambda = lambda;
    }

    /** The best weights, shape (n), of mean absolute value 1; all 0 where no weights lower the risk. */
    static double[] of(WeightMoments moments, Spectrum spectrum, int rank) {
        int kept = Math.min(rank, spectrum.support());
        WeightMoments.Restriction restricted =
                searches(spectrum, rank) ? moments.restricted() : moments.restrictedForSystems();
        if (kept == 0 || hasNoSignal(restricted.moments())) {
            return new double[moments.length()];
        }
        double[] lambda = Arrays.copyOf(spectrum.values().toArray(), kept);
        double[] best = restricted.weights().apply(new BestWeights(restricted.moments(), lambda).search());
        double scale =
                restricted.examples() / Arrays.stream(best).map(Math::abs).sum();
        return Arrays.stream(best).map(w -> w * scale).toArray();
    }

    /** The best weights, shape (n), for a fixed whitened preconditioner: one linear system. */
    static double[] of(WeightMoments moments, WhitenedBasis basis, Preconditioner v) {
        DD aligned = DD.ZERO; // tr V Sigma
        DD weighted = DD.ZERO; // tr V Sigma V'
        DD norm = DD.ZERO; // |V|^2
        for (int j = 0; j < basis.size(); j++) {
            aligned = aligned.add(v.get(j, j).multiply(basis.eigenvalue(j)));
            for (int i = 0; i < basis.size(); i++) {
                DD square = v.get(i, j).square();
                norm = norm.add(square);
                weighted = weighted.add(square.multiply(basis.eigenvalue(j)));
            }
        }
        WeightMoments.Restriction restricted = moments.restrictedForSystems();
        if (aligned.hi() == 0 || hasNoSignal(restricted.moments())) {
            return new double[moments.length()];
        }
        double scale = aligned.divide(weighted).doubleValue();
        double[] direction = new BestWeights(restricted.moments(), new double[0])
                .solve(norm.divide(weighted).doubleValue());
        return Arrays.stream(restricted.weights().apply(direction))
                .map(w -> w * scale)
                .toArray();
    }

    private static boolean hasNoSignal(WeightMoments moments) {
        return Arrays.stream(moments.signal()).allMatch(k -> k == 0);
    }

    /** Whether the kept eigenvalues differ, so that the optimum takes a search; otherwise it is one linear system. */
    static boolean searches(Spectrum spectrum, int rank) {
        int kept = Math.min(rank, spectrum.support());
        return kept > 1 && spectrum.get(0) != spectrum.get(kept - 1);
    }

    private double[] search() {
        double least = 1 / lambda[0];
        double largest = 1 / lambda[lambda.length - 1];
        if (least == largest) {
            return solve(least);
        }
        return new CurveSearch(ShiftedKrylovSolver.of(moments, least)).best(least, largest);
    }

    private double[] solve(double theta) {
        int n = moments.length();
        if (!moments.hasDiagonalNoise()) {
            return solveDense(theta);
        }
        Matrix system = Matrix.from(n, n, (i, j) -> moments.pair(i, j) + (i == j ? theta * moments.noise(i) : 0));
        return Cholesky.solve(system, Vector.of(moments.signal())).toArray();
    }

    /**
     * (P~ + theta R)^-1 k, which has the direction of (P + theta R)^-1 k, with P~ = P - kk'/kappa_0. R may be singular,
     * so the diagonal is multiplied by one plus a rounding error.
     */
    private double[] solveDense(double theta) {
        int n = moments.length();
        double raised = 1 + n * 0x1p-52;
        Matrix system = Matrix.from(n, n, (i, j) -> {
            double entry = moments.schurComplement(i, j) + theta * moments.noise(i, j);
            return i == j ? entry * raised : entry;
        });
        return Cholesky.solve(system, Vector.of(moments.signal())).toArray();
    }

    /** The search in theta along the curve of stationary weights. */
    private final class CurveSearch {
        private final ShiftedKrylovSolver systems;

        CurveSearch(ShiftedKrylovSolver systems) {
            this.systems = systems;
        }

        double[] best(double least, double largest) {
            double from = Math.log(least);
            double to = Math.log(largest);
            int points = 2 + (int) Math.ceil(GRID_PER_E_FOLD * (to - from));
            double step = (to - from) / (points - 1);
            double[] gains = new double[points];
            for (int g = 0; g < points; g++) {
                gains[g] = gain(Math.exp(from + g * step));
            }
            double bestTheta = least;
            double bestGain = Double.NEGATIVE_INFINITY;
            for (int g = 0; g < points; g++) {
                boolean peak = (g == 0 || gains[g] >= gains[g - 1]) && (g == points - 1 || gains[g] >= gains[g + 1]);
                if (peak) {
                    double left = from + Math.max(0, g - 1) * step;
                    double right = from + Math.min(points - 1, g + 1) * step;
                    double theta = polished(goldenSection(left, right));
                    if (gain(theta) > bestGain) {
                        bestTheta = theta;
                        bestGain = gain(theta);
                    }
                }
            }
            return systems.weights(bestTheta);
        }

        private double gain(double theta) {
            Interrupted.check();
            ShiftedKrylovSolver.Coefficients at = systems.sums(theta);
            double sum = 0;
            for (double l : lambda) {
                sum += l * l / (at.pairs() * l + at.noise());
            }
            return at.signal() * at.signal() * sum;
        }

        private double goldenSection(double left, double right) {
            double a = left;
            double b = right;
            double c = b - GOLDEN * (b - a);
            double d = a + GOLDEN * (b - a);
            double atC = gain(Math.exp(c));
            double atD = gain(Math.exp(d));
            while (b - a > 1e-9) {
                if (atC >= atD) {
                    b = d;
                    d = c;
                    atD = atC;
                    c = b - GOLDEN * (b - a);
                    atC = gain(Math.exp(c));
                } else {
                    a = c;
                    c = d;
                    atC = atD;
                    d = a + GOLDEN * (b - a);
                    atD = gain(Math.exp(d));
                }
            }
            return Math.exp((a + b) / 2);
        }

        /**
         * The fixed-point iteration from a theta near an optimum. It never increases the loss, and its limit is right
         * to the last digits.
         */
        private double polished(double start) {
            double theta = start;
            for (int i = 0; i < 100; i++) {
                double next = step(theta);
                if (Math.abs(next - theta) <= 1e-15 * theta) {
                    return next;
                }
                theta = next;
            }
            return theta;
        }

        private double step(double theta) {
            ShiftedKrylovSolver.Coefficients at = systems.sums(theta);
            double t2 = 0;
            double t3 = 0;
            for (double l : lambda) {
                double omega = l / (at.pairs() * l + at.noise());
                t2 += omega * omega * l;
                t3 += omega * omega;
            }
            return t3 / t2;
        }
    }
}
