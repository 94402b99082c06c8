package icl.core.risk.linear;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.Spectrum;
import icl.core.covariance.WhitenedBasis;
import icl.core.linalg.Vector;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * The risk of x' W X'(w o y) as a function of the whitened preconditioner V, for fixed weights, where features are
 * independent of the tasks. For every such design and both losses it has the form
 *
 * <p>\[ L(V) = s_0 + \kappa_0 T - 2\kappa \operatorname{tr}(V\Sigma) + \operatorname{tr} V (A\Sigma + B I) V^T, \qquad
 * T = \operatorname{tr}\Sigma . \]
 *
 * <p>Its least value over V of rank at most r is attained on the top eigenvectors of Sigma at \( \omega_i =
 * \kappa\lambda_i / (A\lambda_i + B) \). It is evaluated as
 *
 * <p>\[ L_r = s_0 + \sum_{i \le r} \lambda_i \frac{(\kappa_0 A - \kappa^2)\lambda_i + \kappa_0 B}{A\lambda_i + B} +
 * \kappa_0 \sum_{i > r} \lambda_i , \]
 *
 * <p>where no term is negative, so that nothing cancels when the risk is far below \( s_0 + \kappa_0 T \). The
 * difference \( \kappa_0 A - \kappa^2 \) is formed in double-double arithmetic.
 *
 * @param taskVariance kappa_0, variance of the predicted task relative to S_beta (IID: 1)
 * @param labelNoise s_0, noise of the predicted label
 * @param signal kappa = k'w (IID: sum of the weights)
 * @param pairs A
 * @param noise B
 */
record QuadraticRisk(DD taskVariance, double labelNoise, DD signal, DD pairs, DD noise) {

    /** The risk of predicting zero, s_0 + kappa_0 T. */
    double zeroRisk(Spectrum spectrum) {
        return labelNoise + taskVariance.doubleValue() * spectrum.trace();
    }

    /** Least risk over preconditioners of this rank. */
    double risk(Spectrum spectrum, int rank) {
        double k0 = taskVariance.doubleValue();
        double schurComplement =
                taskVariance.multiply(pairs).subtract(signal.square()).doubleValue();
        double a = pairs.doubleValue();
        double b = noise.doubleValue();
        int kept = signal.hi() == 0 ? 0 : Math.min(rank, spectrum.support());
        double explained = 0;
        for (int i = 0; i < kept; i++) {
            double lambda = spectrum.get(i);
            double left = schurComplement * lambda + k0 * b; // 0 up to rounding on a sphere in dim 1
            explained += left < 0 ? 0 : lambda * left / (a * lambda + b);
        }
        double dropped = 0;
        for (int i = kept; i < spectrum.dim(); i++) {
            dropped += spectrum.get(i);
        }
        return labelNoise + explained + k0 * dropped;
    }

    /** zeroRisk - risk, computed as a sum of positive terms. */
    double gain(Spectrum spectrum, int rank) {
        double a = pairs.doubleValue();
        double b = noise.doubleValue();
        double k = signal.doubleValue();
        int kept = k == 0 ? 0 : Math.min(rank, spectrum.support());
        double gain = 0;
        for (int i = 0; i < kept; i++) {
            double lambda = spectrum.get(i);
            gain += k * lambda * (k * lambda) / (a * lambda + b);
        }
        return gain;
    }

    /** Eigenvalues of the best whitened preconditioner of this rank: shape (1) when the kept ones are equal, else (d). */
    Vector scales(Spectrum spectrum, int rank) {
        double a = pairs.doubleValue();
        double b = noise.doubleValue();
        double k = signal.doubleValue();
        int kept = k == 0 ? 0 : Math.min(rank, spectrum.support());
        boolean isOne = kept == 0 || spectrum.get(0) == spectrum.get(spectrum.dim() - 1);
        return Vector.from(isOne ? 1 : spectrum.dim(), i -> {
            double lambda = spectrum.get(i);
            return i < kept ? k * lambda / (a * lambda + b) : 0;
        });
    }

    /** The risk of predicting zero in double-double arithmetic. */
    DD zeroRisk(WhitenedBasis basis) {
        return taskVariance.multiply(basis.trace()).add(labelNoise);
    }

    /** The risk of a whitened preconditioner of this basis, a sum of squares and so without cancellation. */
    DD risk(WhitenedBasis basis, Preconditioner v) {
        if (taskVariance.hi() == 0) {
            return deviation(basis, v, noise, pairs).add(labelNoise);
        }
        DD pull = signal.divide(taskVariance);
        DD schurComplement =
                taskVariance.multiply(pairs).subtract(signal.square()).divide(taskVariance);
        DD bias = DD.ZERO;
        int d = basis.size();
        for (int j = 0; j < d; j++) {
            DD column = DD.ZERO;
            for (int i = 0; i < d; i++) {
                DD entry = v.get(i, j).multiply(pull);
                column = column.add((i == j ? DD.ONE.subtract(entry) : entry).square());
            }
            bias = bias.add(column.multiply(basis.eigenvalue(j)));
        }
        return bias.multiply(taskVariance)
                .add(deviation(basis, v, noise, schurComplement))
                .add(labelNoise);
    }

    /** tr v (slope Sigma + base I) v'. */
    private static DD deviation(WhitenedBasis basis, Preconditioner v, DD base, DD slope) {
        DD sum = DD.ZERO;
        for (int j = 0; j < basis.size(); j++) {
            DD column = DD.ZERO;
            for (int i = 0; i < basis.size(); i++) {
                column = column.add(v.get(i, j).square());
            }
            sum = sum.add(column.multiply(slope.multiply(basis.eigenvalue(j)).add(base)));
        }
        return sum;
    }

    /** Eigenvalue of the best whitened preconditioner for one eigenvalue of Sigma; 0 where Sigma is 0. */
    DD scale(DD lambda) {
        if (lambda.hi() <= 0 || signal.hi() == 0) {
            return DD.ZERO;
        }
        return signal.multiply(lambda).divide(curvature(lambda));
    }

    /** A lambda + B, the second derivative in one entry of V, halved. */
    DD curvature(DD lambda) {
        return pairs.multiply(lambda).add(noise);
    }

    /** The least rank that reaches half of the gain of full rank; empty where there is nothing to gain. */
    Optional<Integer> halfRank(Spectrum spectrum) {
        double full = gain(spectrum, spectrum.dim());
        if (full <= 0) {
            return Optional.empty();
        }
        int low = 1;
        int high = spectrum.dim();
        while (low < high) {
            int middle = (low + high) / 2;
            if (gain(spectrum, middle) >= full / 2) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return Optional.of(low);
    }
}
