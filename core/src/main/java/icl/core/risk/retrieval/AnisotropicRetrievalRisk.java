package icl.core.risk.retrieval;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.kinds.Kinds;
import icl.core.linalg.DiagonalPlusRankTwo;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.WeightSet;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.WeightSums;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk on retrieval-augmented prompts with any covariances, commuting or not: for a given preconditioner and weights,
 * and for the best preconditioner of full rank.
 *
 * <p>In the basis where Sigma is diagonal the best whitened preconditioner is diagonal too, since the law is invariant
 * under flipping the signs of coordinates. With its eigenvalues \( \omega \) the risk is \( M - 2v_\omega^T\omega +
 * \omega^T Q \omega \), where in the symbols of {@link RetrievalSums}
 *
 * <p>\[ v_\omega = Z_a T\mathbf 1 + (2Z_a + Z_b)\lambda , \qquad Q = \operatorname{diag} D + (c_1T + N_a)\mathbf
 * 1\mathbf 1^T + \tfrac12(4c_1 + c_2)(\mathbf 1\lambda^T + \lambda\mathbf 1^T) , \]
 *
 * <p>a problem with two unknowns ({@link DiagonalPlusRankTwo}), O(n + d) in double-double arithmetic. A bounded rank
 * makes this a weighted low-rank approximation, which has no closed form. Where the examples differ, the weights and
 * the preconditioner of H3 are found by alternating exact minimisation from several starts ({@link JointRetrieval}).
 * The limit is a stationary point; it agreed with unrestricted minimisation wherever that was tried, but it is not
 * proven to be the global minimum.
 *
 * <p>Unit: label squared. Accuracy: relative error below 1e-12 (reference values in {@code retrieval.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, retrieval augmentation; derivation in
 *     docs/formulas.md, section 6
 */
final class AnisotropicRetrievalRisk {
    private AnisotropicRetrievalRisk() {}

    /** The best preconditioner of full rank. */
    static Optimum optimum(RetrievalDesign design, WeightSet set) {
        boolean alike = design.alpha().isCommon() && design.noiseVariance().isCommon();
        if (set instanceof WeightSet.Free && !alike) {
            return optimum(design, Optional.of(JointRetrieval.weights(design))).by(Optimum.Method.ALTERNATING);
        }
        return optimum(design, set.fixedWeights());
    }

    private static Optimum optimum(RetrievalDesign design, Optional<Vector> weights) {
        return optimum(design, RetrievalSums.of(design, weights), weights);
    }

    /** The best preconditioner of full rank for weights of these sums. */
    static Optimum optimum(Design design, RetrievalSums sums, Optional<Vector> weights) {
        WhitenedBasis basis = design.whitenedBasis();
        DD zero = zeroRisk(basis, design);
        boolean nothing = RetrievalScales.hasNoGain(basis, sums);
        DD gain = nothing ? DD.ZERO : RetrievalScales.overScales(basis, sums).value();
        DD[] omega = RetrievalScales.scales(basis, sums);
        return answer(
                        design,
                        zero.subtract(gain),
                        zero,
                        gain,
                        weights,
                        Optional.of(Vector.from(
                                design.dim(), i -> !nothing && i < omega.length ? omega[i].doubleValue() : 0)))
                .reachedBy(() -> basis.unwhiten(omega));
    }

    /** The risk of predicting zero. */
    static Optimum ofZero(Design design, Loss loss, Optional<Vector> weights) {
        WhitenedBasis basis = design.whitenedBasis();
        DD zero = loss == Loss.QUERY
                ? zeroRisk(basis, design)
                : basis.trace().add(design.noiseVariance().mean());
        return answer(design, zero, zero, DD.ZERO, weights, Optional.of(Vector.of(0)))
                .reachedBy(() -> projector(design, 0, 0));
    }

    private static Optimum answer(
            Design design, DD risk, DD zero, DD gain, Optional<Vector> weights, Optional<Vector> scales) {
        return Optimum.of(
                risk.doubleValue(),
                zero.doubleValue(),
                gain.doubleValue(),
                WeightSums.of(design, weights).effectiveLength(),
                Optional.empty(),
                scales,
                weights);
    }

    /**
     * A multiple of the projector on the first directions of the whitened basis, in the design's own coordinates, shape
     * (d, d).
     */
    static Preconditioner projector(Design design, double scale, int rank) {
        WhitenedBasis basis = design.whitenedBasis();
        return basis.unwhiten(Preconditioner.diagonal(basis.size(), i -> i < rank ? DD.of(scale) : DD.ZERO));
    }

    /** The risk of one preconditioner with weights of these sums. */
    static Optimum given(Design design, RetrievalSums sums, Preconditioner w, Optional<Vector> weights) {
        WhitenedBasis basis = design.whitenedBasis();
        DD risk = RetrievalTraces.of(basis, basis.whiten(w)).risk(sums, RetrievalSums.queryNoise(design));
        return Optimum.ofGiven(
                risk, zeroRisk(basis, design), WeightSums.of(design, weights).effectiveLength(), weights, w);
    }

    /**
     * The best update of a frozen preconditioner, of rank 0 or of full rank. Full rank replaces the frozen
     * preconditioner on the range of S_x and keeps it elsewhere.
     */
    static Optimum updated(
            Design design, RetrievalSums sums, PreconditionerSet.FrozenPlusUpdate set, Optional<Vector> weights) {
        WhitenedBasis basis = design.whitenedBasis();
        if (set.rank() == 0) {
            return given(design, sums, set.frozen(), weights);
        }
        if (set.rank() < basis.size()) {
            throw new NoClosedForm("lora of rank " + set.rank() + " on " + Kinds.of(design)
                    + " with different eigenvalues of Sigma, or from a base whose optimum is not a multiple of the"
                    + " identity, is a weighted low-rank problem; ask for rank 0, rank dim = " + design.dim()
                    + " or identity covariances");
        }
        Optimum best = optimum(design, sums, weights);
        return best.reachedBy(() -> set.frozen()
                .plus(basis.unwhiten(Preconditioner.of(basis.whiten(best.preconditioner())
                        .dense()
                        .minus(basis.whiten(set.frozen()).dense())))));
    }

    private static DD zeroRisk(WhitenedBasis basis, Design design) {
        return basis.trace().add(RetrievalSums.queryNoise(design));
    }
}
