package icl.core.risk.retrieval;

import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.risk.formula.InvariantRisk;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.StepFormula;
import icl.core.risk.formula.WhitenedSurface;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk on retrieval-augmented prompts. This class has the formula for examples that are equally correlated with the
 * query, where all eigenvalues of Sigma are equal, at any rank. {@link RankedRetrievalRisk} has the one for examples
 * that differ, {@link AnisotropicRetrievalRisk} the one for other spectra.
 *
 * <p>With \( b = 1 - a^2 \):
 *
 * <p>\[ L_r = d + s^2 - \frac{n r p^2}{e_1(r+2) + e_2} , \quad p = a^2(d+1) + 1 , \quad e_1 = a^2[(n-1)(a^2(d+2)+2) + d
 * + 4 + s^2] , \quad e_2 = b[(n-1)b + d + 2 + s^2] . \]
 *
 * <p>It is evaluated through {@link InvariantRisk} and, at full rank, as \( s^2 + d\,N / (e_1(d+2) + e_2) \) with
 *
 * <p>\[ N = e_1(d+2) + e_2 - np^2 = 2(n-1)a^4(d+2) + (d+1) + a^2[(d+3) + b(d+1)^2] + s^2[a^2(d+2) + b] , \]
 *
 * <p>where no term is negative. Equal weights are best, so H3 has the risk of attention. The rank matters little when
 * examples are correlated: r = 2 + e_2/e_1 gives half of the gain of unbounded rank.
 *
 * <p>Symbols: a = alpha, d = dim, n = length, s^2 = noise variance. Unit: label squared. Domain: 0 &le; a &le; 1, n
 * &ge; 0. Limits: a = 0 is independent data; a = 1, n to infinity leaves \( s^2 + 2d/(d+4) \). Accuracy: relative error
 * below 1e-14 (reference values in {@code retrieval.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, retrieval augmentation; derivation in
 *     docs/formulas.md, sections 6 and 8
 */
public final class RetrievalRisk extends StepFormula {
    /** The least risk of this rank for identity covariances, label squared. Takes some nanoseconds. */
    public static double risk(int dim, int length, double noiseVariance, double alpha, int rank) {
        return invariant(dim, 1, length, noiseVariance, alpha).risk(rank);
    }

    /** The terms of the risk for Sigma = unit I; the noise variance is in the unit of labels squared. */
    private static InvariantRisk invariant(int dim, double unit, int length, double noiseVariance, double a) {
        double d = dim;
        double n = length;
        double s2 = noiseVariance / unit;
        double a2 = a * a;
        double b = (1 - a) * (1 + a); // 1 - a^2, without cancellation near a = 1
        double p = a2 * (d + 1) + 1;
        double e1 = a2 * ((n - 1) * (a2 * (d + 2) + 2) + d + 4 + s2);
        double e2 = b * ((n - 1) * b + d + 2 + s2);
        double left = 2 * (n - 1) * a2 * a2 * (d + 2)
                + (d + 1)
                + a2 * ((d + 3) + b * (d + 1) * (d + 1))
                + s2 * (a2 * (d + 2) + b);
        double zero = unit * d + noiseVariance;
        double full = length == 0 ? zero : noiseVariance + unit * d * (left / (e1 * (d + 2) + e2));
        return new InvariantRisk(dim, unit, zero, full, n * p, n * e1, n * (2 * e1 + e2));
    }

    /**
     * Covers retrieval designs with an example that is correlated with the query. Without one, prompts are independent
     * data, which another formula covers.
     */
    @Override
    protected boolean covers(Design design, Loss loss) {
        return design instanceof RetrievalDesign && design.stepMoments().isEmpty();
    }

    @Override
    protected Optional<String> refusal(Design design, StepSet steps, Loss loss) {
        int rank = steps.largestRank(design.dim());
        if (rank == 0) {
            return Optional.empty();
        }
        if (loss == Loss.POSITIONS) {
            return Optional.of(
                    "loss 'positions' on retrieval, where the examples before a position are no prompt for it;"
                            + " ask for loss 'query', or for rank 0");
        }
        if (steps.weights() instanceof WeightSet.PerChannel) {
            return Optional.of("filters by channel on retrieval; ask for h3, which has one filter");
        }
        if (steps.weights() instanceof WeightSet.Free
                && !(steps.preconditioners() instanceof PreconditionerSet.RankAtMost)) {
            return Optional.of("free weights with a given preconditioner on retrieval; give the weights");
        }
        boolean low = rank < design.whitenedBasis().size();
        return low && unit(design).isEmpty()
                ? Optional.of(
                        "retrieval with different eigenvalues of Sigma at rank " + rank + " below dim = " + design.dim()
                                + " is a weighted low-rank problem; ask for full rank, rank 0 or equal eigenvalues")
                : Optional.empty();
    }

    /** The eigenvalue of Sigma where all d of them are equal and positive; else empty. */
    static Optional<Double> unit(Design design) {
        if (design.isIsotropic()) {
            return Optional.of(1.0);
        }
        double largest = design.spectrum().get(0);
        boolean equal = largest > 0 && design.spectrum().get(design.dim() - 1) == largest;
        return equal ? Optional.of(largest) : Optional.empty();
    }

    @Override
    protected Optimum minimise(Design any, StepSet steps, Loss loss) {
        RetrievalDesign design = (RetrievalDesign) any;
        Optional<Double> unit = unit(design);
        PreconditionerSet set = steps.preconditioners();
        if (set instanceof PreconditionerSet.Fixed fixed) {
            Optional<Vector> weights = steps.weights().fixedWeights();
            return AnisotropicRetrievalRisk.given(
                    design, RetrievalSums.of(design, weights), fixed.preconditioner(), weights);
        }
        if (set instanceof PreconditionerSet.FrozenPlusUpdate around) {
            return update(design, unit, around, steps.weights().fixedWeights());
        }
        int rank = ((PreconditionerSet.RankAtMost) set).rank(design.dim());
        if (rank == 0) {
            return AnisotropicRetrievalRisk.ofZero(design, loss, steps.weights().fixedWeights());
        }
        return unit.isPresent()
                ? isotropic(design, unit.get(), rank, steps.weights())
                : AnisotropicRetrievalRisk.optimum(design, steps.weights());
    }

    private static Optimum isotropic(RetrievalDesign design, double unit, int rank, WeightSet weights) {
        boolean alike = design.alpha().isCommon() && design.noiseVariance().isCommon();
        if (alike && !(weights instanceof WeightSet.Fixed)) {
            return reached(
                    invariant(
                                    design.dim(),
                                    unit,
                                    design.length(),
                                    design.noiseVariance().at(0),
                                    design.alpha().at(0))
                            .optimum(rank, design.length(), Optional.empty()),
                    design,
                    rank);
        }
        Optimum optimum = weights instanceof WeightSet.Free
                ? RankedRetrievalRisk.bestWeights(design, unit, rank)
                : RankedRetrievalRisk.fixedWeights(design, unit, rank, weights.fixedWeights());
        return reached(optimum, design, rank);
    }

    /** The optimum with its preconditioner, a multiple of the projector on the first directions. */
    static Optimum reached(Optimum optimum, Design design, int rank) {
        double scale = optimum.scales().orElseThrow().get(0);
        return optimum.reachedBy(() -> AnisotropicRetrievalRisk.projector(design, scale, rank));
    }

    private static Optimum update(
            RetrievalDesign design,
            Optional<Double> unit,
            PreconditionerSet.FrozenPlusUpdate set,
            Optional<Vector> weights) {
        return update(design, RetrievalSums.of(design, weights), unit, set, weights);
    }

    /** The best update of a frozen preconditioner for weights with these sums. */
    static Optimum update(
            Design design,
            RetrievalSums sums,
            Optional<Double> unit,
            PreconditionerSet.FrozenPlusUpdate set,
            Optional<Vector> weights) {
        Optional<DD> frozen =
                unit.flatMap(u -> InvariantRisk.multiple(design.whitenedBasis().whiten(set.frozen())));
        return frozen.isPresent() && weights.isEmpty()
                ? RankedRetrievalRisk.updated(design, sums, unit.get(), frozen.get(), set.rank())
                : AnisotropicRetrievalRisk.updated(design, sums, set, weights);
    }

    @Override
    protected boolean hasSurfaceOf(Design design, Loss loss) {
        return loss == Loss.QUERY;
    }

    @Override
    protected RiskSurface surfaceOf(Design design, Loss loss) {
        return WhitenedSurface.of(design, RetrievalSurface.of((RetrievalDesign) design));
    }

    @Override
    protected double seconds(Design any, StepSet steps, Loss loss) {
        RetrievalDesign design = (RetrievalDesign) any;
        double n = design.length();
        double d = design.dim();
        boolean alike = design.alpha().isCommon() && design.noiseVariance().isCommon();
        double each = steps.weights() instanceof WeightSet.Free ? (design.isIsotropic() ? 2e-6 : 1e-5) : 1e-7;
        double overFeatures =
                design.isIsotropic() ? 0 : 5e-7 * d + (design.hasDenseCovariance() ? 1e-9 * d * d * d : 0);
        return (alike ? 0 : each * n) + overFeatures;
    }
}
