package example;

import icl.core.covariance.Preconditioner;
import icl.core.design.Design;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.StepFormula;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;



/**
 * Exact risk of one (weighted) preconditioned gradient step on {@link SparseDesign}.
 *
 * <p>With h = X'(w o y), s_1 = sum w_i, q = sum w_i^2 and kappa the kurtosis of a feature: E[h beta'] = s_1 I. In
 * E[hh'] pairs of examples give (s_1^2 - q) I. One example gives E[x_i x_i' ((beta'x_i)^2 + s^2)]; since features are
 * independent, entry (j, j) of E[x x' (beta'x)^2] is |beta|^2 + (kappa - 1) beta_j^2, so that the mean over tasks is (d
 * + kappa - 1) I. Hence
 *
 * <pre>  L(W, w) = d + s^2 - 2 s_1 tr W + (s_1^2 + q k) |W|_F^2,    k = d + kappa - 2 + s^2.</pre>
 *
 * <p>It depends on W through tr W and |W|_F only, so the best W of rank r is c times a projector: with equal weights,
 * which are the best, c = 1 / (n + k) and L = s^2 + d - r + r k / (n + k). A kurtosis of 3 + c has the same effect as a
 * noise variance that is larger by c in the denominator of the gain.
 */
public final class SparseRisk extends StepFormula {
    @Override
    protected boolean covers(Design design, Loss loss) {
        return design instanceof SparseDesign && loss == Loss.QUERY;
    }

    @Override
    protected Optional<String> refusal(Design design, StepSet steps, Loss loss) {
        boolean known = steps.preconditioners() instanceof PreconditionerSet.Fixed
                || (steps.preconditioners() instanceof PreconditionerSet.RankAtMost
                        && !(steps.weights() instanceof WeightSet.PerChannel));
        boolean chosen = steps.preconditioners() instanceof PreconditionerSet.RankAtMost
                && steps.weights() instanceof WeightSet.Fixed;
        return known && !chosen
                ? Optional.empty()
                : Optional.of("on sparse only the best step of some rank and given steps are known; ask for attention, h3 or"
                        + " given");
    }

    @Override
    protected Optimum minimise(Design design, StepSet steps, Loss loss) {
        SparseDesign sparse = (SparseDesign) design;
        return steps.preconditioners() instanceof PreconditionerSet.Fixed fixed
                ? given(sparse, fixed.preconditioner(), steps.weights())
                : best(sparse, steps.largestRank(design.dim()));
    }

    private static Optimum best(SparseDesign design, int rank) {
        int d = design.dim();
        int n = design.length();
        double k = tail(design);
        double noise = design.noiseVariance().at(0);
        double scale = 1 / (n + k);
        return Optimum.of(
                        noise + d - rank + rank * k / (n + k),
                        d + noise,
                        rank * n / (n + k),
                        n,
                        n == 0 ? Optional.empty() : Optional.of((d + 1) / 2), // the gain is linear in the rank
                        Optional.of(Vector.of(scale)),
                        Optional.empty())
                .reachedBy(() -> Preconditioner.diagonal(d, i -> i < rank ? DD.of(scale) : DD.ZERO));
    }

    private static Optimum given(SparseDesign design, Preconditioner step, WeightSet set) {
        Matrix preconditioner = step.dense().rounded();
        Optional<Vector> weights = set.fixedWeights();
        Vector w = weights.orElse(Vector.constant(1, design.length()));
        double sum = w.sum();
        double squares = w.map(v -> v * v).sum();
        double norm = Arrays.stream(preconditioner.toArray()).map(v -> v * v).sum();
        double gain = 2 * sum * preconditioner.diagonal().sum() - (sum * sum + squares * tail(design)) * norm;
        double zero = design.dim() + design.noiseVariance().at(0);
        return Optimum.of(
                        zero - gain,
                        zero,
                        gain,
                        squares == 0 ? 0 : sum * sum / squares,
                        Optional.empty(),
                        Optional.empty(),
                        weights)
                .reachedBy(() -> step);
    }

    @Override
    protected boolean hasSurfaceOf(Design design, Loss loss) {
        return false;
    }

    @Override
    protected RiskSurface surfaceOf(Design design, Loss loss) {
        throw new IllegalStateException("sparse has no surface");
    }

    /** k of the class comment. */
    private static double tail(SparseDesign design) {
        return design.dim()
                + design.kurtosis()
                - 2
                + design.noiseVariance().at(0);
    }
}
