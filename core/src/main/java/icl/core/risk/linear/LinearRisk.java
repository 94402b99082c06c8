package icl.core.risk.linear;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.Spectrum;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.Design;
import icl.core.design.StepMoments;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.StepFormula;
import icl.core.risk.formula.WeightSums;
import icl.core.risk.formula.WhitenedSurface;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * Risk of one gradient step on every design that gives its {@link StepMoments}. Since the query is independent of the
 * examples, the weights enter through three sums, and the risk has the same form in the preconditioner on all these
 * designs ({@link QuadraticRisk}).
 *
 * <p>\[ L(V, w) = s_0 + \kappa_0 T - 2 k^T w \operatorname{tr}(V\Sigma) + \operatorname{tr} V\big(w^TPw\, \Sigma +
 * w^TRw\, I\big)V^T . \]
 *
 * <p>Attention has w = 1. H3 minimises over w and V jointly ({@link BestWeights}). H3 with a filter for each channel is
 * {@link ChannelRisk}, and an update of a frozen preconditioner is {@link LoraRisk}. Under the loss {@code positions}
 * the moments are averages over the prefixes of the prompt ({@link FilterMoments}).
 *
 * <p>Symbols as in {@link StepMoments}; T = tr Sigma. Unit: label squared. Domain: any length where weights are equal
 * and examples are alike or their {@link StepMoments#sums} are known; else n &le; 4000 (dense n by n moments).
 * Accuracy: relative error below 1e-12 (reference values in {@code iid.jsonl}, {@code drift.jsonl}, {@code
 * positions.jsonl}, {@code lora.jsonl}); correlations are rounded to double precision.
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>; derivation in docs/formulas.md,
 *     sections 1 to 5
 */
public final class LinearRisk extends StepFormula {
    @Override
    protected boolean covers(Design design, Loss loss) {
        return (loss == Loss.QUERY || design.prefixesArePrompts())
                && design.stepMoments().isPresent();
    }

    @Override
    protected Optional<String> refusal(Design design, StepSet steps, Loss loss) {
        PreconditionerSet set = steps.preconditioners();
        if (steps.weights() instanceof WeightSet.PerChannel) {
            if (loss != Loss.QUERY) {
                return Optional.of("filters by channel under the loss 'positions'; ask for loss 'query'");
            }
            boolean full = set instanceof PreconditionerSet.RankAtMost most && most.rank(design.dim()) == design.dim();
            return full
                    ? Optional.empty()
                    : Optional.of("filters by channel with a preconditioner that is not free; ask for full rank");
        }
        boolean chosen = set instanceof PreconditionerSet.RankAtMost || set instanceof PreconditionerSet.Fixed;
        return steps.weights() instanceof WeightSet.Free && !chosen
                ? Optional.of("free weights with an update of a frozen preconditioner; give the weights")
                : Optional.empty();
    }

    @Override
    protected Optimum minimise(Design design, StepSet steps, Loss loss) {
        return new Minimisation(design, loss).over(steps);
    }

    @Override
    protected boolean hasSurfaceOf(Design design, Loss loss) {
        return true;
    }

    @Override
    protected RiskSurface surfaceOf(Design design, Loss loss) {
        return WhitenedSurface.of(design, LinearSurface.of(design, loss));
    }

    @Override
    protected double seconds(Design design, StepSet steps, Loss loss) {
        double n = design.length();
        double d = design.dim();
        boolean chosen = !steps.weights().isFixed();
        boolean alike = design.stepMoments().filter(StepMoments::areAlike).isPresent();
        boolean sums = alike && (loss == Loss.QUERY || !chosen) && !(steps.weights() instanceof WeightSet.PerChannel);
        double overExamples = sums ? 0 : (chosen ? 8e-8 : 1.2e-8) * n * n;
        boolean update = !(steps.preconditioners() instanceof PreconditionerSet.RankAtMost);
        return overExamples + (design.hasDenseCovariance() ? (update ? 2e-8 : 1e-9) * d * d * d : 0);
    }

    /** The minimisation on one design under one loss, by cases of the two sets. */
    private static final class Minimisation {
        private final Design design;
        private final Loss loss;
        private final StepMoments moments;

        Minimisation(Design design, Loss loss) {
            this.design = design;
            this.loss = loss;
            this.moments = design.stepMoments().orElseThrow();
        }

        Optimum over(StepSet steps) {
            if (steps.weights() instanceof WeightSet.PerChannel) {
                return ChannelRisk.of(design, moments);
            }
            PreconditionerSet set = steps.preconditioners();
            if (set instanceof PreconditionerSet.Fixed fixed) {
                return fixed(fixed.preconditioner(), steps.weights());
            }
            if (set instanceof PreconditionerSet.FrozenPlusUpdate around) {
                return LoraRisk.optimum(quadratic(weights(steps.weights(), design.dim())), design, around);
            }
            PreconditionerSet.RankAtMost most = (PreconditionerSet.RankAtMost) set;
            return atMost(most.rank(design.dim()), steps.weights());
        }

        private Optimum atMost(int rank, WeightSet set) {
            Optional<Vector> weights = weights(set, rank);
            boolean searched = set instanceof WeightSet.Free
                    && weights.isPresent()
                    && BestWeights.searches(design.spectrum(), rank);
            Optimum optimum = optimum(weights, rank);
            return searched ? optimum.by(Optimum.Method.GLOBAL_SEARCH) : optimum;
        }

        /** The given or best weights, shape (n); empty where all are one. */
        private Optional<Vector> weights(WeightSet set, int rank) {
            if (set instanceof WeightSet.Fixed fixed) {
                return Optional.of(fixed.weights());
            }
            boolean equalAreBest = loss == Loss.QUERY && moments.areAlike();
            return set instanceof WeightSet.Equal || equalAreBest
                    ? Optional.empty()
                    : Optional.of(Vector.of(BestWeights.of(WeightMoments.of(moments, loss), design.spectrum(), rank)));
        }

        private Optimum optimum(Optional<Vector> weights, int rank) {
            QuadraticRisk quadratic = quadratic(weights);
            Spectrum spectrum = design.spectrum();
            return Optimum.of(
                            quadratic.risk(spectrum, rank),
                            quadratic.zeroRisk(spectrum),
                            quadratic.gain(spectrum, rank),
                            WeightSums.of(design, weights).effectiveLength(),
                            quadratic.halfRank(spectrum),
                            Optional.of(quadratic.scales(spectrum, rank)),
                            weights)
                    .reachedBy(() -> step(quadratic, rank));
        }

        private Preconditioner step(QuadraticRisk quadratic, int rank) {
            WhitenedBasis basis = design.whitenedBasis();
            return basis.unwhiten(IntStream.range(0, basis.size())
                    .mapToObj(i -> i < rank ? quadratic.scale(basis.eigenvalue(i)) : DD.ZERO)
                    .toArray(DD[]::new));
        }

        private Optimum fixed(Preconditioner w, WeightSet set) {
            WhitenedBasis basis = design.whitenedBasis();
            Preconditioner v = basis.whiten(w);
            Optional<Vector> weights = set instanceof WeightSet.Free
                    ? Optional.of(Vector.of(BestWeights.of(WeightMoments.of(moments, loss), basis, v)))
                    : weights(set, design.dim());
            QuadraticRisk quadratic = quadratic(weights);
            return Optimum.ofGiven(
                    quadratic.risk(basis, v),
                    quadratic.zeroRisk(basis),
                    WeightSums.of(design, weights).effectiveLength(),
                    weights,
                    w);
        }

        private QuadraticRisk quadratic(Optional<Vector> weights) {
            Optional<StepMoments.Alike> alike = moments.alike();
            if (alike.isPresent() && loss == Loss.QUERY) {
                return IidRisk.quadratic(alike.get(), WeightSums.of(design, weights));
            }
            if (alike.isPresent() && weights.isEmpty()) {
                return IidRisk.overPositions(alike.get(), design.length());
            }
            Optional<StepMoments.Sums> sums = moments.sums();
            if (sums.isPresent() && weights.isEmpty() && loss == Loss.QUERY) {
                int query = design.length();
                return new QuadraticRisk(
                        DD.of(moments.taskVariance(query)),
                        moments.labelNoise(query),
                        sums.get().signal(),
                        sums.get().pairs(),
                        sums.get().noise());
            }
            FilterMoments.requireDense(design.length());
            Vector all = weights.orElseGet(() -> Vector.constant(1, design.length()));
            return WeightMoments.of(moments, loss).at(all.toArray());
        }
    }
}
