package example;

import icl.core.design.Design;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.risk.CustomFormula;
import icl.core.risk.Question;
import icl.core.risk.Risk;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Exact risk of one (weighted) preconditioned gradient step on {@link SparseDesign}.
 *
 * <p>With h = X'(w o y), s_1 = sum w_i, q = sum w_i^2 and kappa the kurtosis of a feature: E[h beta'] = s_1 I. In E[hh'] pairs
 * of examples give (s_1^2 - q) I. One example gives E[x_i x_i' ((beta'x_i)^2 + s^2)]; since features are independent, entry
 * (j, j) of E[x x' (beta'x)^2] is |beta|^2 + (kappa - 1) beta_j^2, so that the mean over tasks is (d + kappa - 1) I. Hence
 *
 * <pre>  L(W, w) = d + s^2 - 2 s_1 tr W + (s_1^2 + q k) |W|_F^2,    k = d + kappa - 2 + s^2.</pre>
 *
 * <p>It depends on W through tr W and |W|_F only, so the best W of rank r is c times a projector: with equal weights, which are
 * the best, c = 1 / (n + k) and L = s^2 + d - r + r k / (n + k). A kurtosis above 3 costs what as much more noise would.
 */
public final class SparseRisk implements CustomFormula {
    @Override
    public boolean covers(Question question) {
        Predictor predictor = question.predictor();
        boolean isStep = predictor instanceof Predictor.Attention
                || predictor instanceof Predictor.H3
                || predictor instanceof Predictor.Given;
        return question.design() instanceof SparseDesign && isStep && question.loss() == Loss.QUERY;
    }

    @Override
    public Optional<Risk> answer(Question question) {
        SparseDesign design = (SparseDesign) question.design();
        return Optional.of(
                question.predictor() instanceof Predictor.Given given
                        ? given(design, given)
                        : best(design, rank(question.predictor()).orElse(design.dim())));
    }

    private static Optional<Integer> rank(Predictor predictor) {
        return predictor instanceof Predictor.H3 h3 ? h3.rank() : ((Predictor.Attention) predictor).rank();
    }

    private static Risk best(SparseDesign design, int rank) {
        int d = design.dim();
        int n = design.length();
        double k = tail(design);
        double noise = design.noiseVariance().at(0);
        return new Risk(
                noise + d - rank + rank * k / (n + k),
                d + noise,
                rank * n / (n + k),
                n,
                n == 0 ? Optional.empty() : Optional.of((d + 1) / 2), // the gain is linear in the rank
                Optional.of(Vector.of(1 / (n + k))),
                Optional.empty(),
                Risk.Method.CLOSED_FORM);
    }

    private static Risk given(SparseDesign design, Predictor.Given given) {
        Matrix preconditioner = given.preconditioner();
        Vector w = given.weights().orElse(Vector.constant(1, design.length()));
        double sum = w.sum();
        double squares = w.map(v -> v * v).sum();
        double norm = Arrays.stream(preconditioner.toArray()).map(v -> v * v).sum();
        double gain = 2 * sum * preconditioner.diagonal().sum() - (sum * sum + squares * tail(design)) * norm;
        double zero = design.dim() + design.noiseVariance().at(0);
        return new Risk(
                zero - gain,
                zero,
                gain,
                squares == 0 ? 0 : sum * sum / squares,
                Optional.empty(),
                Optional.empty(),
                given.weights(),
                Risk.Method.CLOSED_FORM);
    }

    /** k above. */
    private static double tail(SparseDesign design) {
        return design.dim()
                + design.kurtosis()
                - 2
                + design.noiseVariance().at(0);
    }

    /** What {@code lora} starts from when its base is sparse. */
    @Override
    public Optional<DD[]> attentionScales(Design design) {
        if (!(design instanceof SparseDesign sparse)) {
            return Optional.empty();
        }
        DD[] scales = new DD[sparse.dim()];
        Arrays.fill(scales, DD.of(1 / (sparse.length() + tail(sparse))));
        return Optional.of(scales);
    }
}
