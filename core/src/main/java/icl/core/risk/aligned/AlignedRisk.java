package icl.core.risk.aligned;

import icl.core.covariance.Covariance;
import icl.core.covariance.Preconditioner;
import icl.core.covariance.Profile;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.linalg.CompensatedSums;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.risk.formula.InvariantRisk;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.StepFormula;
import icl.core.risk.formula.WeightSums;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk of one preconditioned gradient step under task-feature alignment: given the task, features are N(a beta, I). Any
 * rank, any weights.
 *
 * <p>With \( \gamma^2 = 1/(a^2d+1) \), \( u = 1 + a^2|\beta|^2 \), weights of sum s_1 and sum of squares q, label noise
 * \( N = \sum w_i^2s_i^2 \), and \( E_k \) the mean over \( |\beta|^2 \sim \chi^2_k \), the terms of {@link
 * InvariantRisk} are
 *
 * <p>\[ X = s_1\gamma^2 E_{d+2}[u^2] , \quad F_1 = a^2\,E_{d+4}[\psi] , \quad E = 2F_1 + E_d[\varphi] +
 * a^2\,E_{d+2}[\varphi] + E_{d+2}[\psi] , \] \[ \varphi = q\gamma^2|\beta|^2u + N , \qquad \psi = s_1^2\gamma^2u^2 +
 * q\gamma^2(1 + 3a^2|\beta|^2) + Na^2 . \]
 *
 * <p>At full rank the risk is \( s_q^2 + [s_1^2(P_0P_2 - P_1^2) + P_0V] / (s_1^2P_2 + V) \) with
 *
 * <p>\[ P_k = \gamma^2 d\,E_{d+2}[u^{k+1}] , \quad V = q\gamma^2 d[(d+1)E_{d+2}[u] + 4a^2(d+2)(1 + a^2(d+4))] + Nd[1 +
 * 2a^2 + a^4(d+2)] , \] \[ P_0P_2 - P_1^2 = 2\gamma^4d^2a^4(d+2)[1 + 2a^2(d+4) + a^4(d+2)(d+4)] , \]
 *
 * <p>where every term is positive. If all examples have the same noise, equal weights are best and H3 has the risk of
 * attention. If the noise depends on the position, the best weight of an example is inversely proportional to its own
 * part of the denominator. The risk is not monotone in a: for large a the fluctuation of |beta|^2 dominates.
 *
 * <p>Covariances c_x I and c_b I only change units: the unit of labels becomes \( \sqrt{c_xc_b} \), and a^2 becomes \(
 * a^2c_b/c_x \) everywhere but in \( \gamma \). With other covariances only the risk of predicting zero has a closed
 * form, \( \gamma^2[a^2(T_b^2 + 2 \operatorname{tr}S_\beta^2) + \operatorname{tr}S_xS_\beta] + s_q^2 \), \( T_b =
 * \operatorname{tr}S_\beta \).
 *
 * <p>Symbols: a = alpha, d = dim, n = length, s_i^2 = noise variance at position i, s_q^2 that of the query. Unit:
 * label squared. Domain: 0 &le; a &le; 1, n &ge; 0. Limits: a = 0 is independent data. Accuracy: relative error below
 * 1e-14 (reference values in {@code aligned.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, task-feature alignment; derivation in
 *     docs/formulas.md, sections 7 and 8
 */
public final class AlignedRisk extends StepFormula {
    /**
     * The least risk of this rank for equal weights, one noise variance and identity covariances, label squared. Takes
     * some ten nanoseconds.
     */
    public static double risk(int dim, int length, double noiseVariance, double alpha, int rank) {
        return AlignedTerms.of(dim, alpha)
                .invariant(length, length, length * noiseVariance, noiseVariance)
                .risk(rank);
    }

    /** Covers aligned designs with a &gt; 0; with a = 0 prompts are independent data, which another formula covers. */
    @Override
    protected boolean covers(Design design, Loss loss) {
        return design instanceof AlignedDesign && design.stepMoments().isEmpty();
    }

    @Override
    protected Optional<String> refusal(Design design, StepSet steps, Loss loss) {
        int rank = steps.largestRank(design.dim());
        if (rank == 0 || (design.length() == 0 && loss == Loss.QUERY)) {
            return Optional.empty();
        }
        if (loss == Loss.POSITIONS) {
            return Optional.of(
                    "loss 'positions' on aligned, where prefixes are not asked about; ask for loss 'query', or for"
                            + " rank 0");
        }
        if (steps.weights() instanceof WeightSet.PerChannel) {
            return Optional.of("filters by channel on aligned; ask for h3, which has one filter");
        }
        if (steps.weights() instanceof WeightSet.Free
                && !(steps.preconditioners() instanceof PreconditionerSet.RankAtMost)) {
            return Optional.of("free weights with a given preconditioner on aligned; give the weights");
        }
        return isClosed(design)
                ? Optional.empty()
                : Optional.of(
                        "alignment with anisotropic covariances; give aligned multiples of the identity, or ask for"
                                + " rank 0");
    }

    private static boolean isClosed(Design design) {
        return isMultiple(design.featureCovariance().multipleOfIdentity(design.dim()))
                && isMultiple(design.taskCovariance().multipleOfIdentity(design.dim()));
    }

    private static boolean isMultiple(Optional<Double> scale) {
        return scale.isPresent() && scale.get() > 0;
    }

    @Override
    protected Optimum minimise(Design any, StepSet steps, Loss loss) {
        AlignedDesign design = (AlignedDesign) any;
        PreconditionerSet set = steps.preconditioners();
        boolean predictsZero = design.length() == 0
                || (set instanceof PreconditionerSet.RankAtMost most && most.rank(design.dim()) == 0);
        if (predictsZero) {
            return ofZero(design, loss, steps);
        }
        if (set instanceof PreconditionerSet.Fixed fixed) {
            return given(design, fixed.preconditioner(), steps.weights().fixedWeights());
        }
        if (set instanceof PreconditionerSet.FrozenPlusUpdate around) {
            return updated(design, around, steps.weights().fixedWeights());
        }
        int rank = ((PreconditionerSet.RankAtMost) set).rank(design.dim());
        return optimum(
                design,
                rank,
                steps.weights() instanceof WeightSet.Free
                        ? bestWeights(design, rank)
                        : steps.weights().fixedWeights());
    }

    /** The risk of predicting zero, for any covariances. */
    private static Optimum ofZero(AlignedDesign design, Loss loss, StepSet steps) {
        int d = design.dim();
        double a = design.alpha();
        DD signal = DD.ofSquare(a)
                .multiply(fourthMoment(design.taskCovariance(), d))
                .add(design.whitenedBasis().trace())
                .divide(DD.ofSquare(a).multiply((double) d).add(1));
        Profile noise = design.noiseVariance();
        DD zero = loss == Loss.QUERY ? signal.add(noise.at(design.length())) : signal.add(noise.mean());
        Optional<Vector> weights = steps.weights().fixedWeights();
        Preconditioner w = steps.preconditioners() instanceof PreconditionerSet.Fixed fixed
                ? fixed.preconditioner()
                : Preconditioner.diagonal(d, i -> DD.ZERO);
        return Optimum.of(
                        zero.doubleValue(),
                        zero.doubleValue(),
                        0,
                        WeightSums.of(design, weights).effectiveLength(),
                        Optional.empty(),
                        Optional.of(Vector.of(0)),
                        weights)
                .reachedBy(() -> w);
    }

    /** E|beta|^4 = (tr S_beta)^2 + 2 tr S_beta^2. */
    private static DD fourthMoment(Covariance tasks, int d) {
        Optional<Vector> diagonal = tasks.diagonal(d);
        double[] variances = diagonal.map(Vector::toArray)
                .orElseGet(() -> tasks.matrix(d).diagonal().toArray());
        double[] entries = diagonal.isPresent() ? variances : tasks.matrix(d).toArray();
        return CompensatedSums.sum(variances)
                .square()
                .add(CompensatedSums.dot(entries, entries).multiply(2.0));
    }

    /**
     * The best weights, of mean 1, each inversely proportional to what the squared weight of its example adds to F_1 r
     * + E; empty where all are equal.
     */
    private static Optional<Vector> bestWeights(AlignedDesign design, int rank) {
        if (design.noiseVariance().isCommon()) {
            return Optional.empty();
        }
        AlignedTerms terms = AlignedTerms.of(design);
        Vector raw = Vector.from(design.length(), i -> {
            InvariantRisk one = terms.invariant(0, 1, design.noiseVariance().at(i), 0);
            return 1 / (one.f1() * rank + one.e());
        });
        double mean = raw.sum() / raw.size();
        return Optional.of(raw.map(w -> w / mean));
    }

    private static Optimum optimum(AlignedDesign design, int rank, Optional<Vector> weights) {
        WeightSums sums = WeightSums.of(design, weights);
        InvariantRisk terms = AlignedTerms.of(design).invariant(sums);
        double scale = terms.scale(rank);
        return terms.optimum(rank, sums.effectiveLength(), weights)
                .reachedBy(() -> design.whitenedBasis()
                        .unwhiten(Preconditioner.diagonal(design.dim(), i -> i < rank ? DD.of(scale) : DD.ZERO)));
    }

    /**
     * The risk of one preconditioner, L_d + F_1 [(tr D)^2 + 2 |sym D|^2] + (E - 2 F_1) |D|^2 with D = V - c* I. No term
     * is negative.
     */
    private static Optimum given(AlignedDesign design, Preconditioner step, Optional<Vector> weights) {
        AlignedTerms terms = AlignedTerms.of(design);
        WeightSums sums = WeightSums.of(design, weights);
        InvariantRisk risk = terms.invariant(sums);
        DD best = AlignedTerms.scale(design, sums);
        Preconditioner v = design.whitenedBasis().whiten(step);
        DD trace = DD.ZERO;
        double symmetric = 0;
        double all = 0;
        for (int i = 0; i < design.dim(); i++) {
            for (int j = 0; j < design.dim(); j++) {
                DD entry = i == j ? v.get(i, i).subtract(best) : v.get(i, j);
                DD mean = i == j ? entry : entry.add(v.get(j, i)).scalb(-1);
                trace = i == j ? trace.add(entry) : trace;
                symmetric += mean.hi() * mean.hi();
                all += entry.hi() * entry.hi();
            }
        }
        double excess = terms.unit() * risk.quadratic(trace.hi() * trace.hi() + 2 * symmetric, all);
        return Optimum.of(
                        risk.fullRankRisk() + excess,
                        risk.zeroRisk(),
                        risk.gain(design.dim()) - excess,
                        sums.effectiveLength(),
                        Optional.empty(),
                        Optional.empty(),
                        weights)
                .reachedBy(() -> step);
    }

    private static Optimum updated(
            AlignedDesign design, PreconditionerSet.FrozenPlusUpdate set, Optional<Vector> weights) {
        WeightSums sums = WeightSums.of(design, weights);
        AlignedTerms terms = AlignedTerms.of(design);
        Optional<DD> frozen = InvariantRisk.multiple(design.whitenedBasis().whiten(set.frozen()));
        if (frozen.isPresent()) {
            return terms.invariant(sums)
                    .updated(
                            AlignedTerms.scale(design, sums),
                            frozen.get(),
                            set.rank(),
                            sums.effectiveLength(),
                            design.whitenedBasis());
        }
        if (set.rank() == 0) {
            return given(design, set.frozen(), weights);
        }
        if (set.rank() == design.dim()) {
            return optimum(design, design.dim(), weights);
        }
        throw new NoClosedForm("lora of rank " + set.rank()
                + " on aligned from a base whose optimum is not a multiple of the identity; give the base identity covariances,"
                + " or ask for rank 0 or rank dim = " + design.dim());
    }

    @Override
    protected boolean hasSurfaceOf(Design design, Loss loss) {
        return loss == Loss.QUERY && isClosed(design);
    }

    @Override
    protected RiskSurface surfaceOf(Design design, Loss loss) {
        return AlignedSurface.of((AlignedDesign) design);
    }
}
