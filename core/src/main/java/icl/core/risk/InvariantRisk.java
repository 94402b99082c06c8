package icl.core.risk;

import icl.core.design.Design;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * The risk of a preconditioner W on a design that no rotation changes:
 *
 * <p>\[ L(W) = M - 2X\tau + F_1\tau^2 + F_2\|W\|_F^2 + F_3\operatorname{tr} W^2 , \qquad \tau = \operatorname{tr} W . \]
 *
 * <p>Over W of rank at most r it is least at \( c_r P_r \), P_r any projector of rank r, with \( c_r = X / D_r \), \( D_r = F_1 r
 * + E \), \( E = F_2 + F_3 \), and there
 *
 * <p>\[ L_r = L_d + \frac{X^2 (d - r) E}{D_d D_r} , \qquad L_d = M - \frac{dX^2}{D_d} . \]
 *
 * <p>All terms are positive; designs give L_d without the cancellation that its definition has.
 *
 * <p>Derivation: docs/formulas.md, section 8.
 *
 * @param dim d
 * @param zeroRisk M
 * @param fullRankRisk L_d
 * @param x X
 * @param f1 F_1
 * @param e E
 */
record InvariantRisk(int dim, double zeroRisk, double fullRankRisk, double x, double f1, double e) {

    double risk(int rank) {
        if (rank == 0 || x == 0) {
            return zeroRisk;
        }
        return fullRankRisk + x / denominator(dim) * (x / denominator(rank)) * (dim - rank) * e;
    }

    double gain(int rank) {
        return rank == 0 || x == 0 ? 0 : rank * x * (x / denominator(rank));
    }

    double scale(int rank) {
        return rank == 0 || x == 0 ? 0 : x / denominator(rank);
    }

    /** Least rank r with gain(r) at least half of gain(d): r / (r + E/F_1) grows with r. */
    private Optional<Integer> halfRank() {
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

    /** The answer for the best preconditioner of this rank, with these weights. */
    Risk optimum(Optional<Integer> rank, double effectiveLength, Optional<Vector> weights) {
        int r = rank.orElse(dim);
        return new Risk(
                risk(r), zeroRisk, gain(r), effectiveLength, halfRank(), Optional.of(Vector.of(scale(r))), weights);
    }

    /**
     * The answer for the best update of the frozen base optimum; empty where that is not a multiple of the identity.
     *
     * @param optimum c* of this design, in double-double since its difference to the frozen one may be small
     */
    Optional<Risk> lora(DD optimum, Design design, Predictor.Lora lora) {
        return frozen(lora.base()).map(base -> {
            double deviation = optimum.subtract(base).doubleValue();
            double lost = x == 0
                    ? 0
                    : denominator(dim) * deviation * deviation * (dim - lora.rank()) * e / denominator(lora.rank());
            return new Risk(
                    fullRankRisk + lost,
                    zeroRisk,
                    gain(dim) - lost,
                    design.length(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        });
    }

    private static Optional<DD> frozen(Design base) {
        DD[] scales = RiskFormulas.attentionScales(base);
        boolean multiple = base.isIsotropic() && Arrays.stream(scales).allMatch(scales[0]::equals);
        return multiple ? Optional.of(scales[0]) : Optional.empty();
    }
}
