package icl.core.risk;

import icl.core.covariance.Spectrum;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.linalg.Cholesky;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk of H3 with a filter of its own for every channel, on independent data and on tasks that drift: every eigenvector of Sigma
 * weighs the examples in its own way, and the problem falls apart into one for each,
 *
 * <p>\[ L = s_q^2 + \sum_j \lambda_j \big( K_{qq} - \lambda_j k^T [\lambda_j (K_c + D_K) + D_M]^{-1} k \big) . \]
 *
 * <p>It never exceeds the risk of H3 with one filter, and is the same where all eigenvalues are. Symbols as in {@link DriftRisk}.
 * Unit: label squared. Domain: loss {@code query}, n &le; 4000; costs O(n^3) for each different eigenvalue. Accuracy: some 1e-12 of
 * the risk of predicting zero.
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, task drift and H3; derivation in
 *     docs/formulas.md, section 4
 */
final class ChannelFilterRisk implements RiskFormula {
    static boolean covers(Question question) {
        Design design = question.design();
        return question.predictor() instanceof Predictor.H3Channels
                && question.loss() == Loss.QUERY
                && (design instanceof IidDesign || design instanceof DriftDesign);
    }

    @Override
    public Optional<Risk> answer(Question question) {
        return covers(question) ? Optional.of(risk(question.design())) : Optional.empty();
    }

    private static Risk risk(Design design) {
        int n = design.length();
        DriftRisk.requireDense(n);
        TaskMoments tasks = TaskMoments.of(design);
        Spectrum spectrum = design.spectrum();
        Vector k = Vector.from(n, i -> tasks.at(i, n));
        double explained = 0; // of lambda_j, by the weights that are best for it
        double gain = 0;
        Vector widest = Vector.constant(0, n);
        for (int j = 0; j < spectrum.support(); j++) {
            double lambda = spectrum.get(j);
            if (n > 0 && (j == 0 || lambda != spectrum.get(j - 1))) {
                Vector weights = weights(tasks, spectrum.trace(), lambda, k);
                widest = j == 0 ? weights : widest;
                explained = lambda * dot(k, weights);
            }
            gain += lambda * explained;
        }
        double zero = tasks.noise(n) + tasks.at(n, n) * spectrum.trace();
        return new Risk(
                zero - gain, zero, gain, effectiveLength(widest), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** [lambda (K_c + D_K) + D_M]^-1 k. */
    private static Vector weights(TaskMoments tasks, double trace, double lambda, Vector k) {
        Matrix g = Matrix.from(k.size(), k.size(), (i, j) -> {
            double pair = lambda * tasks.at(i, j);
            return i == j ? 2 * pair + tasks.at(i, i) * trace + tasks.noise(i) : pair;
        });
        return Cholesky.solve(g, k);
    }

    private static double dot(Vector a, Vector b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }

    /** Of the channel with the largest eigenvalue. */
    private static double effectiveLength(Vector weights) {
        double squares = dot(weights, weights);
        return squares > 0 ? weights.sum() * weights.sum() / squares : 0;
    }

    @Override
    public Optional<DD[]> attentionScales(Design design) {
        return Optional.empty();
    }
}
