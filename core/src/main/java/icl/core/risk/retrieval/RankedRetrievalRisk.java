package icl.core.risk.retrieval;

import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.DiagonalPlusRankTwo;
import icl.core.linalg.Vector;
import icl.core.risk.formula.InvariantRisk;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.WeightSums;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk on retrieval-augmented prompts whose examples differ in correlation a_i or noise s_i^2, where all eigenvalues of
 * Sigma are equal. Any rank, any weights.
 *
 * <p>The best preconditioner of rank r is c times a projector. In labels and features of unit scale (s_i^2 then is the
 * noise divided by the eigenvalue of Sigma) its risk is \( M - 2c\,r\,p^T w + c^2 r\, w^T Q w \) with \( b_i = 1 -
 * a_i^2 \), \( p_i = a_i^2(d+2) + b_i \) and
 *
 * <p>\[ Q = \operatorname{diag} D + (a^2, b)\, C\, (a^2, b)^T , \qquad C = \begin{pmatrix} (r+2)(d+4) & r+2 \\ r+2 & 1
 * \end{pmatrix} , \qquad D_i = a_i^2 b_i(r+2)(d+2) + b_i(d+2-b_i) + s_i^2[(r+2)a_i^2 + b_i] . \]
 *
 * <p>The best weights are a problem with two unknowns ({@link DiagonalPlusRankTwo}). Examples with \( D_i = 0 \) are
 * noiseless copies of the query; they get equal weights.
 *
 * <p>Cost: O(n), in double-double arithmetic. Unit: label squared. Accuracy: relative error below 1e-13 (reference
 * values in {@code retrieval.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, retrieval augmentation; derivation in
 *     docs/formulas.md, sections 6 and 8
 */
final class RankedRetrievalRisk {
    private RankedRetrievalRisk() {}

    /** c*, the best scale at full rank, in double-double arithmetic, since LoRA takes differences of it. */
    private static DD scale(RetrievalSums relative, int d) {
        DD quadratic = f1(relative, d).multiply((double) d).add(e(relative, d));
        return quadratic.isZero() ? DD.ZERO : x(relative, d).divide(quadratic);
    }

    static Optimum fixedWeights(RetrievalDesign design, double unit, int rank, Optional<Vector> weights) {
        return fixedWeights(design, RetrievalSums.of(design, weights), unit, rank, weights);
    }

    /** The best preconditioner of this rank for weights with these sums. */
    static Optimum fixedWeights(Design design, RetrievalSums sums, double unit, int rank, Optional<Vector> weights) {
        return invariant(design, sums.relativeTo(unit), unit)
                .optimum(rank, WeightSums.of(design, weights).effectiveLength(), weights);
    }

    /** The best update of this rank of a frozen multiple of the identity, for equal weights, whose sums are given. */
    static Optimum updated(Design design, RetrievalSums sums, double unit, DD frozen, int rank) {
        RetrievalSums relative = sums.relativeTo(unit);
        return invariant(design, relative, unit)
                .updated(scale(relative, design.dim()), frozen, rank, design.length(), design.whitenedBasis());
    }

    /**
     * X, F_1 and E for weights with these sums, relative to the unit. The full-rank risk is a difference in
     * double-double arithmetic.
     */
    private static InvariantRisk invariant(Design design, RetrievalSums sums, double unit) {
        int d = design.dim();
        DD x = x(sums, d);
        DD f1 = f1(sums, d);
        DD e = e(sums, d);
        DD zero = DD.ofProduct(unit, d).add(RetrievalSums.queryNoise(design));
        DD full = x.isZero()
                ? zero
                : zero.subtract(x.square()
                        .multiply((double) d)
                        .divide(f1.multiply((double) d).add(e))
                        .multiply(unit));
        return new InvariantRisk(d, unit, zero.hi(), full.hi(), x.hi(), f1.hi(), e.hi());
    }

    private static DD x(RetrievalSums sums, double d) {
        return sums.za().multiply(d + 2).add(sums.zb());
    }

    private static DD f1(RetrievalSums sums, double d) {
        return sums.c1().multiply(d + 4).add(sums.c2()).add(sums.na());
    }

    private static DD e(RetrievalSums sums, double d) {
        return f1(sums, d)
                .multiply(2.0)
                .add(sums.c3())
                .add(sums.e().multiply(d + 2))
                .add(sums.nb());
    }

    static Optimum bestWeights(RetrievalDesign design, double unit, int rank) {
        DiagonalPlusRankTwo best = overWeights(design, unit, rank);
        DD gain = best.value().multiply((double) rank).multiply(unit);
        DD zero = DD.ofProduct(unit, design.dim()).add(RetrievalSums.queryNoise(design));
        DD[] scaled = best.argument(); // weights times the scale of the preconditioner
        Vector weights = Vector.from(scaled.length, i -> scaled[i].doubleValue());
        double scale = weights.map(Math::abs).sum() / weights.size();
        Vector even = weights.map(w -> w / scale);
        return Optimum.of(
                zero.subtract(gain).doubleValue(),
                zero.doubleValue(),
                gain.doubleValue(),
                WeightSums.of(design, Optional.of(even)).effectiveLength(),
                fixedWeights(design, unit, rank, Optional.of(even)).halfRank(),
                Optional.of(Vector.of(scale)),
                Optional.of(even));
    }

    /** The gain, divided by r, as a quadratic function of the weights, shape (n). */
    private static DiagonalPlusRankTwo overWeights(RetrievalDesign design, double unit, int rank) {
        int n = design.length();
        double r2 = rank + 2.0;
        double d2 = design.dim() + 2.0;
        DD[] a2 = new DD[n];
        DD[] b = new DD[n];
        DD[] own = new DD[n];
        for (int i = 0; i < n; i++) {
            a2[i] = DD.ofSquare(design.alpha().at(i));
            b[i] = DD.ONE.subtract(a2[i]);
            DD noise =
                    a2[i].multiply(r2).add(b[i]).multiply(design.noiseVariance().at(i) / unit);
            own[i] = a2[i].multiply(b[i])
                    .multiply(r2 * d2)
                    .add(b[i].multiply(DD.of(d2).subtract(b[i])))
                    .add(noise);
        }
        DD[] c = {DD.ofProduct(r2, d2 + 2), DD.of(r2), DD.ONE};
        return new DiagonalPlusRankTwo(own, a2, b, c, new DD[] {DD.of(d2), DD.ONE});
    }
}
