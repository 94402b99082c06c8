package icl.core.risk;

import icl.core.check.Require;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk on tasks that change along the prompt, Cov(beta_i, beta_j) = K_ij S_beta, and on noise that changes along it (K = 1).
 *
 * <p>\[ L(V, w) = M_q - 2 k^T w \operatorname{tr}(V\Sigma) + \operatorname{tr} V\big(w^T(K_c + D_K)w\, \Sigma + w^T D_M w\,
 * I\big)V^T, \]
 *
 * <p>with \( K_c = K_{1:n,1:n}, k = K_{1:n,q}, D_K = \operatorname{diag} K_{ii}, D_M = \operatorname{diag}(K_{ii}T + s_i^2) \).
 * Attention has w = 1; H3 chooses w jointly with V ({@link BestWeights}) and is strictly better unless equal weights happen
 * to be best.
 *
 * <p>Unit: label squared. Domain: K positive semidefinite, n &le; 4000 (dense n by n moments). Accuracy: relative error below
 * 1e-12 (reference values in {@code drift.jsonl}); K itself is rounded to double precision.
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, task drift and H3; derivation in
 *     docs/formulas.md, section 4
 */
final class DriftRisk extends LinearRisk {

    @Override
    boolean covers(Design design, Loss loss) {
        return loss == Loss.QUERY && (design instanceof DriftDesign || design instanceof IidDesign);
    }

    @Override
    QuadraticRisk equalWeights(Design design) {
        return weighted(design, Vector.constant(1, design.length()));
    }

    @Override
    QuadraticRisk weighted(Design design, Vector weights) {
        return moments(design).at(weights.toArray());
    }

    @Override
    Optional<Vector> bestWeights(Design design, int rank) {
        return Optional.of(Vector.of(BestWeights.of(moments(design), design.spectrum(), rank)));
    }

    private static PairMoments moments(Design design) {
        int n = design.length();
        requireDense(n);
        TaskMoments tasks = TaskMoments.of(design);
        double trace = design.spectrum().trace();
        double[] signal = new double[n];
        double[][] pairs = new double[n][n];
        double[] noise = new double[n];
        for (int i = 0; i < n; i++) {
            signal[i] = tasks.at(i, n);
            for (int j = 0; j <= i; j++) {
                pairs[i][j] = tasks.at(i, j);
                pairs[j][i] = pairs[i][j];
            }
            noise[i] = pairs[i][i] * trace + tasks.noise(i);
            pairs[i][i] *= 2;
        }
        return new PairMoments(DD.of(tasks.at(n, n)), tasks.noise(n), signal, pairs, noise);
    }

    /** Dense moments of 4000 examples take 128 MB. */
    static void requireDense(int length) {
        Require.that(
                length <= 4000, "length", length, "at most 4000 for weights over the examples (dense n by n moments)");
    }
}
