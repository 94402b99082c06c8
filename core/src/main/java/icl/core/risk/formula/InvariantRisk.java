package icl.core.risk.formula;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.Vector;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * The risk of a preconditioner W on a design whose law is invariant under rotations of the features:
 *
 * <p>\[ L(W) = M - 2X\tau + F_1\tau^2 + F_2\|W\|_F^2 + F_3\operatorname{tr} W^2 , \qquad \tau = \operatorname{tr} W .
 * \]
 *
 * <p>Over W of rank at most r it is least at \( c_r P_r \), P_r any projector of rank r, with \( c_r = X / D_r \), \(
 * D_r = F_1 r + E \), \( E = F_2 + F_3 \), and there
 *
 * <p>\[ L_r = L_d + \frac{X^2 (d - r) E}{D_d D_r} , \qquad L_d = M - \frac{dX^2}{D_d} . \]
 *
 * <p>All terms of L_r are positive. The full-rank risk L_d is a parameter, since each design has a form of it that does
 * not cancel as M - d X^2 / D_d does.
 *
 * <p>Derivation: docs/formulas.md, section 8.
 *
 * @param dim d
 * @param unit the eigenvalue of Sigma, label squared; X, F_1 and E are those of a design whose unit is 1
 * @param zeroRisk M
 * @param fullRankRisk L_d
 * @param x X
 * @param f1 F_1
 * @param e E
 */
public record InvariantRisk(int dim, double unit, double zeroRisk, double fullRankRisk, double x, double f1, double e) {

    /** The least risk over preconditioners of at most this rank, label squared. */
    public double risk(int rank) {
        if (rank == 0 || x == 0) {
            return zeroRisk;
        }
        return fullRankRisk + unit * (x / denominator(dim)) * (x / denominator(rank)) * (dim - rank) * e;
    }

    /** The gain of the best preconditioner of this rank over predicting zero, label squared. */
    public double gain(int rank) {
        return rank == 0 || x == 0 ? 0 : unit * rank * x * (x / denominator(rank));
    }

    /** c_r, the scale of the best preconditioner of this rank. */
    public double scale(int rank) {
        return rank == 0 || x == 0 ? 0 : x / denominator(rank);
    }

    /**
     * The least rank r with gain(r) at least half of gain(d); empty where nothing can be gained. The gain grows with
     * the rank.
     */
    public Optional<Integer> halfRank() {
        if (x == 0) {
            return Optional.empty();
        }
        int rank = 1;
        while (2.0 * rank * denominator(dim) < dim * denominator(rank)) {
            rank++;
        }
        return Optional.of(rank);
    }

    private double denominator(int rank) {
        return f1 * rank + e;
    }

    /**
     * The part of L that is quadratic in W, relative to the unit, where F_3 = F_1: F_1 (tau^2 + |W|^2 + tr W^2) + (F_2 - F_1) |W|^2.
     * No term is negative. Also what a deviation of W from the optimum of full rank costs.
     *
     * @param invariant tau^2 + |W|^2 + tr W^2
     * @param norm |W|^2, the sum of the squares of all entries
     */
    public double quadratic(double invariant, double norm) {
        return f1 * invariant + excess() * norm;
    }

    /** F_2 - F_1 where F_3 = F_1. */
    public double excess() {
        return e - 2 * f1;
    }

    /** The least risk over preconditioners of at most this rank, as an {@link Optimum} with these weights. */
    public Optimum optimum(int rank, double effectiveLength, Optional<Vector> weights) {
        return Optimum.of(
                risk(rank),
                zeroRisk,
                gain(rank),
                effectiveLength,
                halfRank(),
                Optional.of(Vector.of(scale(rank))),
                weights);
    }

    /**
     * The least risk over updates of at most this rank of a frozen multiple of the identity.
     *
     * @param best c_d of this design, in double-double since its difference to the frozen one may be small
     * @param frozen c_0
     */
    public Optimum updated(DD best, DD frozen, int rank, double effectiveLength, WhitenedBasis basis) {
        double deviation = best.subtract(frozen).doubleValue();
        double lost =
                x == 0 ? 0 : unit * denominator(dim) * deviation * deviation * (dim - rank) * e / denominator(rank);
        DD change = x == 0
                ? DD.ZERO
                : best.subtract(frozen).multiply(denominator(dim)).divide(denominator(rank));
        return Optimum.of(
                        fullRankRisk + lost,
                        zeroRisk,
                        gain(dim) - lost,
                        effectiveLength,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .reachedBy(() ->
                        basis.unwhiten(Preconditioner.diagonal(dim, i -> i < rank ? frozen.add(change) : frozen)));
    }

    /**
     * The number c of a whitened preconditioner c I; empty where it is not a multiple of the identity up to rounding
     * (1e-28 of c).
     */
    public static Optional<DD> multiple(Preconditioner whitened) {
        DD first = whitened.get(0, 0);
        double tolerance = 1e-28 * Math.abs(first.hi());
        for (int i = 0; i < whitened.dim(); i++) {
            if (!(Math.abs(whitened.get(i, i).subtract(first).hi()) <= tolerance)) {
                return Optional.empty();
            }
        }
        return whitened.isDiagonal() || isDiagonal(whitened.dense(), tolerance) ? Optional.of(first) : Optional.empty();
    }

    private static boolean isDiagonal(DdMatrix matrix, double tolerance) {
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                if (i != j && !(Math.abs(matrix.get(i, j).hi()) <= tolerance)) {
                    return false;
                }
            }
        }
        return true;
    }
}
