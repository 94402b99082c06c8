package icl.core.risk.linear;

import icl.core.design.StepMoments;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Matrix;
import icl.core.linalg.SymmetricOperator;
import icl.core.model.Loss;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * {@link StepMoments} averaged over the positions that a loss predicts: k of shape (n), P and R of shape (n, n). For
 * weights w they give
 *
 * <p>kappa = k'w, A = w'Pw and B = w'Rw of {@link QuadraticRisk}.
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
                over.preciseMean(moments::taskVariance),
                over.preciseMean(moments::labelNoise).doubleValue(),
                over.eachWithPredicted(moments::signal),
                pairs,
                over.each(i -> moments.noise(i, i)),
                moments.hasDiagonalNoise() ? null : over.pairs(moments::noise));
    }

    int length() {
        return signal.length;
    }

    /** kappa_0. */
    DD taskVariance() {
        return taskVariance;
    }

    /** s_0. */
    double labelNoise() {
        return labelNoise;
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
     * A restriction of the weights to a subspace with coordinates in which R is diagonal and positive. In the
     * directions that are left out R is 0, and the moments do not depend on them.
     *
     * @param moments the moments in these coordinates
     * @param examples the number of examples whose weights may differ from 0
     * @param weights maps coordinates to weights, shape (n)
     */
    record Restriction(WeightMoments moments, int examples, UnaryOperator<double[]> weights) {}

    /**
     * A restriction for which systems with P + theta R can be solved by Cholesky decomposition; dense R is kept as it
     * is.
     */
    Restriction restrictedForSystems() {
        return noisePairs == null ? restrictedToNoisyExamples() : new Restriction(this, length(), w -> w);
    }

    /** P~_ij = P_ij - k_i k_j / kappa_0; P_ij where kappa_0 is 0, since k is 0 then. */
    double schurComplement(int i, int j) {
        return taskVariance.hi() == 0 ? pairs[i][j] : pairs[i][j] - signal[i] * (signal[j] / taskVariance.hi());
    }

    /** P~, shape (n, n). */
    SymmetricOperator schurComplement() {
        int n = length();
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = schurComplement(i, j);
            }
        }
        return SymmetricOperator.dense(rows);
    }

    /** R, shape (n, n). */
    SymmetricOperator noiseOperator() {
        return noisePairs == null ? SymmetricOperator.diagonal(noise) : SymmetricOperator.dense(noisePairs);
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

    /** The restriction to the eigenvectors of R with non-zero eigenvalues. */
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

    /**
     * The risk with these weights, shape (n), as a function of the preconditioner; summed in double-double arithmetic.
     */
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

    /** The product of row i, up to its diagonal entry, with the weights. */
    private static DD row(double[][] matrix, double[] weights, int i) {
        DD sum = DD.ZERO;
        for (int j = 0; j < i; j++) {
            sum = sum.add(DD.ofProduct(matrix[i][j], weights[j]));
        }
        return sum;
    }
}
