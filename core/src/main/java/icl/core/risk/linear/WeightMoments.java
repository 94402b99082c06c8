package icl.core.risk.linear;

import icl.core.design.StepMoments;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Matrix;
import icl.core.model.Loss;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * {@link StepMoments} averaged over what a loss predicts, by example: for weights w
 *
 * <p>kappa = k'w, A = w'Pw, B = w'Rw of {@link QuadraticRisk}.
 */
final class WeightMoments {
    /** Eigenvalues of R below this part of the largest one are rounding. */
    private static final double NEGLIGIBLE = 1e-13;

    private final DD taskVariance;
    private final double labelNoise;
    private final double[] signal;
    private final double[][] pairs;
    private final double[] noise; // diagonal of R
    private final double[][] noisePairs; // R; null where it is diagonal

    private WeightMoments(
            DD taskVariance,
            double labelNoise,
            double[] signal,
            double[][] pairs,
            double[] noise,
            double[][] noisePairs) {
        this.taskVariance = taskVariance;
        this.labelNoise = labelNoise;
        this.signal = signal;
        this.pairs = pairs;
        this.noise = noise;
        this.noisePairs = noisePairs;
    }

    static WeightMoments of(StepMoments moments, Loss loss) {
        FilterMoments over = new FilterMoments(loss, moments.length());
        double[][] pairs = over.pairs(moments::pair);
        return new WeightMoments(
                over.sum(moments::taskVariance),
                over.sum(moments::labelNoise).doubleValue(),
                over.ahead(moments::signal),
                pairs,
                over.each(i -> moments.noise(i, i)),
                moments.hasDiagonalNoise() ? null : over.pairs(moments::noise));
    }

    int length() {
        return signal.length;
    }

    /** k, shape (n); not a copy. */
    double[] signal() {
        return signal;
    }

    double pair(int i, int j) {
        return pairs[i][j];
    }

    double noise(int i) {
        return noise[i];
    }

    /** R_ij. */
    double noise(int i, int j) {
        return noisePairs == null ? (i == j ? noise[i] : 0) : noisePairs[i][j];
    }

    boolean hasDiagonalNoise() {
        return noisePairs == null;
    }

    /** P v, shape (n). */
    double[] timesPairs(double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            double[] row = pairs[i];
            double even = 0;
            double odd = 0;
            for (int j = 0; j + 1 < v.length; j += 2) {
                even += row[j] * v[j];
                odd += row[j + 1] * v[j + 1];
            }
            product[i] = even + odd + (v.length % 2 == 1 ? row[v.length - 1] * v[v.length - 1] : 0);
        }
        return product;
    }

    /**
     * Coordinates of the weights in which R is diagonal and positive: what lies across them says nothing.
     *
     * @param moments in these coordinates
     * @param examples how many examples have weights
     * @param weights turns coordinates into weights, shape (n)
     */
    record Restriction(WeightMoments moments, int examples, UnaryOperator<double[]> weights) {}

    /** Weights for which systems P + theta R can be solved: dense R may stay as it is. */
    Restriction restrictedForSystems() {
        return noisePairs == null ? restrictedToNoisyExamples() : new Restriction(this, length(), w -> w);
    }

    /** P~_ij = P_ij - k_i k_j / kappa_0; kappa_0 is not 0. */
    double schurComplement(int i, int j) {
        return pairs[i][j] - signal[i] * (signal[j] / taskVariance.hi());
    }

    Restriction restricted() {
        return noisePairs == null ? restrictedToNoisyExamples() : restrictedToNoisyDirections();
    }

    private Restriction restrictedToNoisyExamples() {
        int n = length();
        int[] kept = IntStream.range(0, n).filter(i -> noise[i] > 0).toArray();
        if (kept.length == n) {
            return new Restriction(this, n, w -> w);
        }
        double[] k = new double[kept.length];
        double[] r = new double[kept.length];
        double[][] p = new double[kept.length][kept.length];
        for (int i = 0; i < kept.length; i++) {
            k[i] = signal[kept[i]];
            r[i] = noise[kept[i]];
            for (int j = 0; j < kept.length; j++) {
                p[i][j] = pairs[kept[i]][kept[j]];
            }
        }
        WeightMoments among = new WeightMoments(taskVariance, labelNoise, k, p, r, null);
        return new Restriction(among, kept.length, w -> {
            double[] all = new double[n];
            for (int i = 0; i < kept.length; i++) {
                all[kept[i]] = w[i];
            }
            return all;
        });
    }

    /** Eigenvectors of R, shape (m, n), of the m eigenvalues that are not 0. */
    private Restriction restrictedToNoisyDirections() {
        int n = length();
        if (n == 0) {
            return new Restriction(this, 0, w -> w);
        }
        BreezeKernel.Eigen eigen = BreezeKernel.eigSym(Matrix.of(noisePairs));
        double largest = eigen.values().get(n - 1);
        int[] kept = IntStream.range(0, n)
                .filter(i -> eigen.values().get(i) > NEGLIGIBLE * largest)
                .toArray();
        int m = kept.length;
        double[][] q = new double[m][n];
        double[] k = new double[m];
        double[] r = new double[m];
        double[][] p = new double[m][m];
        for (int a = 0; a < m; a++) {
            r[a] = eigen.values().get(kept[a]);
            for (int i = 0; i < n; i++) {
                q[a][i] = eigen.vectors().get(kept[a], i);
                k[a] += q[a][i] * signal[i];
            }
        }
        for (int a = 0; a < m; a++) {
            double[] image = timesPairs(q[a]);
            for (int b = 0; b < m; b++) {
                for (int i = 0; i < n; i++) {
                    p[b][a] += q[b][i] * image[i];
                }
            }
        }
        WeightMoments turned = new WeightMoments(taskVariance, labelNoise, k, p, r, null);
        return new Restriction(turned, n, w -> {
            double[] all = new double[n];
            for (int a = 0; a < m; a++) {
                for (int i = 0; i < n; i++) {
                    all[i] += w[a] * q[a][i];
                }
            }
            return all;
        });
    }

    /** The risk with these weights, shape (n), summed in double-double arithmetic. */
    QuadraticRisk at(double[] weights) {
        DD kappa = DD.ZERO;
        DD a = DD.ZERO;
        DD b = DD.ZERO;
        for (int i = 0; i < weights.length; i++) {
            double w = weights[i];
            DD square = DD.ofSquare(w);
            kappa = kappa.add(DD.ofProduct(signal[i], w));
            a = a.add(row(pairs, weights, i).multiply(2 * w)).add(square.multiply(pairs[i][i]));
            b = b.add(square.multiply(noise[i]));
            b = noisePairs == null ? b : b.add(row(noisePairs, weights, i).multiply(2 * w));
        }
        return new QuadraticRisk(taskVariance, labelNoise, kappa, a, b);
    }

    /** Product of a row with the weights before its diagonal entry. */
    private static DD row(double[][] matrix, double[] weights, int i) {
        DD sum = DD.ZERO;
        for (int j = 0; j < i; j++) {
            sum = sum.add(DD.ofProduct(matrix[i][j], weights[j]));
        }
        return sum;
    }
}
