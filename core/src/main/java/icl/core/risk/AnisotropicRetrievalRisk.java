package icl.core.risk;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk on retrieval-augmented prompts with any covariances, commuting or not: for a given preconditioner and weights, and for
 * the best preconditioner of full rank.
 *
 * <p>In the frame where Sigma is diagonal the best whitened preconditioner is diagonal too, since flipping signs of
 * coordinates changes nothing. With eigenvalues \( \omega \) the risk is \( M - 2b^T\omega + \omega^T Q \omega \), and in the sums
 * of {@link RetrievalSums}
 *
 * <p>\[ b = Z_\alpha T\mathbf 1 + (2Z_\alpha + Z_b)\lambda , \qquad Q = \operatorname{diag} D + (c_1T + e)\mathbf 1\mathbf 1^T +
 * \tfrac12(4c_1 + c_2)(\mathbf 1\lambda^T + \lambda\mathbf 1^T) , \]
 *
 * <p>a problem with two unknowns ({@link DiagonalPlusRankTwo}), O(n + d) in double-double arithmetic. Low rank is a weighted
 * low-rank approximation here and has no closed form. With per-example correlations H3's weights and preconditioner are
 * improved in turn from several starts: each step is exact, the limit is a joint stationary point and agreed with
 * unrestricted minimisation wherever that was tried, but its being global is not proven.
 *
 * <p>Unit: label squared. Accuracy: relative error below 1e-12 (reference values in {@code retrieval.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, retrieval augmentation; derivation in
 *     docs/formulas.md, section 6
 */
final class AnisotropicRetrievalRisk implements RiskFormula {

    @Override
    public Optional<Risk> answer(Question question) {
        if (!(question.design() instanceof RetrievalDesign design)) {
            return Optional.empty();
        }
        Predictor predictor = question.predictor();
        if (predictor instanceof Predictor.Given given) {
            return Optional.of(given(design, given));
        }
        if (predictor instanceof Predictor.Attention attention) {
            return Optional.of(optimum(design, attention.rank(), Optional.empty()));
        }
        if (predictor instanceof Predictor.Weighted given) {
            return Optional.of(optimum(design, given.rank(), Optional.of(given.weights())));
        }
        if (predictor instanceof Predictor.H3 h3) {
            return Optional.of(bestWeights(design, h3));
        }
        if (predictor instanceof Predictor.Lora lora) {
            return Optional.of(lora(design, lora));
        }
        return Optional.empty();
    }

    @Override
    public Optional<DD[]> attentionScales(Design design) {
        if (!(design instanceof RetrievalDesign retrieval)) {
            return Optional.empty();
        }
        WhitenedBasis frame = design.whitenedBasis();
        RetrievalSums sums = RetrievalSums.of(retrieval, Optional.empty());
        return Optional.of(scales(frame, sums));
    }

    private static Risk optimum(RetrievalDesign design, Optional<Integer> rank, Optional<Vector> weights) {
        WhitenedBasis frame = design.whitenedBasis();
        DD zero = zeroRisk(frame, design);
        double length = WeightSums.of(design, weights).effectiveLength();
        if (rank.isPresent() && rank.get() > 0 && rank.get() < frame.size()) {
            throw new NoClosedForm(
                    "retrieval with anisotropic covariances at rank " + rank.get() + " below dim = " + design.dim()
                            + " is a weighted low-rank problem; ask for full rank, rank 0 or identity covariances");
        }
        RetrievalSums sums = RetrievalSums.of(design, weights);
        boolean zeroRank = rank.equals(Optional.of(0)) || nothingToLearn(frame, sums);
        DD gain = zeroRank ? DD.ZERO : overScales(frame, sums).value();
        DD[] omega = zeroRank ? new DD[0] : scales(frame, sums);
        return new Risk(
                zero.subtract(gain).doubleValue(),
                zero.doubleValue(),
                gain.doubleValue(),
                length,
                Optional.empty(),
                Optional.of(Vector.from(design.dim(), i -> i < omega.length ? omega[i].doubleValue() : 0)),
                weights);
    }

    /** Equal weights are best when all examples are alike. */
    private static Risk bestWeights(RetrievalDesign design, Predictor.H3 h3) {
        boolean alike = design.alpha().isCommon() && design.noiseVariance().isCommon();
        boolean low = h3.rank().isPresent()
                && h3.rank().get() < design.whitenedBasis().size();
        return alike || low
                ? optimum(design, h3.rank(), Optional.empty())
                : optimum(design, h3.rank(), Optional.of(JointRetrieval.weights(design)))
                        .by(Risk.Method.ALTERNATING);
    }

    private static Risk given(RetrievalDesign design, Predictor.Given given) {
        WhitenedBasis frame = design.whitenedBasis();
        Preconditioner v = frame.enter(Preconditioner.of(DdMatrix.of(given.preconditioner())));
        return given(design, frame, v, given.weights());
    }

    private static Risk given(RetrievalDesign design, WhitenedBasis frame, Preconditioner v, Optional<Vector> weights) {
        DD risk =
                new RetrievalTraces(frame, v).risk(RetrievalSums.of(design, weights), RetrievalSums.queryNoise(design));
        return Risk.ofGiven(
                risk, zeroRisk(frame, design), WeightSums.of(design, weights).effectiveLength(), weights);
    }

    private static Risk lora(RetrievalDesign design, Predictor.Lora lora) {
        if (lora.rank() >= design.whitenedBasis().size()) {
            return optimum(design, Optional.empty(), Optional.empty());
        }
        if (lora.rank() > 0) {
            throw new NoClosedForm("lora of rank " + lora.rank()
                    + " on retrieval with anisotropic covariances, its own or the base's, is a weighted"
                    + " low-rank problem; ask for rank 0, rank dim = " + design.dim() + " or identity covariances");
        }
        WhitenedBasis frame = design.whitenedBasis();
        return given(design, frame, frame.enter(BasePreconditioner.of(lora.base())), Optional.empty());
    }

    private static DD zeroRisk(WhitenedBasis frame, RetrievalDesign design) {
        return frame.trace().add(RetrievalSums.queryNoise(design));
    }

    /** The best eigenvalues of the whitened preconditioner, shape (d). */
    static DD[] scales(WhitenedBasis frame, RetrievalSums sums) {
        if (nothingToLearn(frame, sums)) {
            DD[] zeros = new DD[frame.size()];
            Arrays.fill(zeros, DD.ZERO);
            return zeros;
        }
        return overScales(frame, sums).argument();
    }

    /** No signal, or weights under which the predictor is zero. */
    private static boolean nothingToLearn(WhitenedBasis frame, RetrievalSums sums) {
        boolean silent = sums.strong().isZero() && sums.weak().isZero();
        return frame.trace().isZero()
                || silent
                || (sums.both().isZero() && sums.fresh().isZero());
    }

    /** The gain as a quadratic in the eigenvalues of the whitened preconditioner, shape (d). */
    private static DiagonalPlusRankTwo overScales(WhitenedBasis frame, RetrievalSums sums) {
        int d = frame.size();
        DD trace = frame.trace();
        DD[] own = new DD[d];
        DD[] ones = new DD[d];
        DD[] lambda = new DD[d];
        DD base = sums.both()
                .multiply(2.0)
                .add(sums.fresh())
                .multiply(trace)
                .add(sums.strongNoise().multiply(2.0))
                .add(sums.weakNoise());
        DD slope = sums.both()
                .multiply(8.0)
                .add(sums.mixed().multiply(2.0))
                .add(sums.apart())
                .add(sums.fresh().multiply(2.0));
        for (int j = 0; j < d; j++) {
            ones[j] = DD.ONE;
            lambda[j] = frame.eigenvalue(j);
            own[j] = base.add(slope.multiply(lambda[j]));
        }
        DD[] c = {
            sums.both().multiply(trace).add(sums.strongNoise()),
            sums.both().multiply(2.0).add(sums.mixed().scalb(-1)),
            DD.ZERO
        };
        DD[] v = {sums.strong().multiply(trace), sums.strong().multiply(2.0).add(sums.weak())};
        return new DiagonalPlusRankTwo(own, ones, lambda, c, v);
    }
}
