package icl.core.risk.linear;

import icl.core.covariance.Spectrum;
import icl.core.design.Design;
import icl.core.design.StepMoments;
import icl.core.linalg.Cholesky;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.risk.formula.Optimum;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk of H3 with one filter for each channel: each eigenvector of Sigma has its own weights of the examples, and the
 * problem separates into one for each eigenvector,
 *
 * <p>\[ L = s_0 + \sum_j \frac{\kappa_0\lambda_j}{1 + (\lambda_j/\kappa_0)\, k^T [\lambda_j \tilde P + R]^{-1} k} ,
 * \qquad \tilde P = P - kk^T/\kappa_0 . \]
 *
 * <p>The usual form \( \lambda_j(\kappa_0 - \lambda_j k^T[\lambda_j P + R]^{-1}k) \) is equal, but cancels when the
 * risk is far below that of predicting zero. The risk never exceeds that of H3 with one filter, and equals it where all
 * eigenvalues are equal. Symbols as in {@link LinearRisk}. Unit: label squared. Domain: loss {@code query}, n &le;
 * 4000; costs O(n^3) for each different eigenvalue. Accuracy: relative error some 1e-12.
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, task drift and H3; derivation in
 *     docs/formulas.md, section 4
 */
final class ChannelRisk {
    private ChannelRisk() {}

    static Optimum of(Design design, StepMoments moments) {
        Spectrum spectrum = design.spectrum();
        double predicted = moments.taskVariance(design.length());
        double label = moments.labelNoise(design.length());
        double zero = label + predicted * spectrum.trace();
        if (predicted == 0 || design.length() == 0) {
            return answer(zero, zero, 0, 0);
        }
        WeightMoments.Restriction restricted =
                WeightMoments.of(moments, Loss.QUERY).restrictedForSystems();
        double risk = label;
        double gain = 0;
        double explained = 0; // the part of the label variance kappa_0 lambda_j that the weights explain
        double widest = 0;
        for (int j = 0; j < spectrum.support(); j++) {
            double lambda = spectrum.get(j);
            if (j == 0 || lambda != spectrum.get(j - 1)) {
                Vector weights = weights(restricted.moments(), lambda);
                explained = lambda / predicted * explained(restricted.moments(), lambda, weights);
                widest = j == 0 ? effectiveLength(restricted.weights().apply(weights.toArray())) : widest;
            }
            risk += predicted * lambda / (1 + explained);
            gain += predicted * lambda * (explained / (1 + explained));
        }
        return answer(risk, zero, gain, widest);
    }

    private static Optimum answer(double risk, double zero, double gain, double effectiveLength) {
        return Optimum.of(risk, zero, gain, effectiveLength, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** [lambda P~ + R]^-1 k, which has the direction of the best weights of the channel. */
    private static Vector weights(WeightMoments moments, double lambda) {
        int n = moments.length();
        if (n == 0) {
            return Vector.of();
        }
        double raised = moments.hasDiagonalNoise() ? 1 : 1 + n * 0x1p-52; // dense R may be singular
        Matrix system = Matrix.from(n, n, (i, j) -> {
            double entry = lambda * moments.schurComplement(i, j) + moments.noise(i, j);
            return i == j ? entry * raised : entry;
        });
        return Cholesky.solve(system, Vector.of(moments.signal()));
    }

    /** k'[lambda P~ + R]^-1 k = 2 k'w - w'[lambda P~ + R]w: errors of w enter squared. */
    private static double explained(WeightMoments moments, double lambda, Vector weights) {
        double linear = dot(moments.signal(), weights);
        if (moments.hasDiagonalNoise()) {
            return linear;
        }
        DD square = DD.ZERO;
        for (int i = 0; i < weights.size(); i++) {
            DD row = DD.ZERO;
            for (int j = 0; j < weights.size(); j++) {
                row = row.add(
                        DD.ofProduct(lambda * moments.schurComplement(i, j) + moments.noise(i, j), weights.get(j)));
            }
            square = square.add(row.multiply(weights.get(i)));
        }
        return DD.of(2 * linear).subtract(square).doubleValue();
    }

    private static double dot(double[] a, Vector b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b.get(i);
        }
        return sum;
    }

    private static double effectiveLength(double[] weights) {
        double sum = 0;
        double squares = 0;
        for (double w : weights) {
            sum += w;
            squares += w * w;
        }
        return squares > 0 ? sum * sum / squares : 0;
    }
}
