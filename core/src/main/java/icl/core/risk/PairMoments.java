package icl.core.risk;

import org.apache.commons.numbers.core.DD;

/**
 * What a design with features independent of the tasks says about weights: for weights w,
 *
 * <p>kappa = k'w, A = w' P w, B = w' diag(R) w of {@link QuadraticRisk}.
 */
final class PairMoments {
    private final DD taskVariance;
    private final double labelNoise;
    private final double[] signal;
    private final double[][] pairs;
    private final double[] noise;

    /**
     * Takes the arrays as they are.
     *
     * @param taskVariance kappa_0
     * @param labelNoise s_0
     * @param signal k, shape (n): covariance of each example's task with the predicted one
     * @param pairs P, shape (n, n), symmetric
     * @param noise R, shape (n), positive wherever an example says anything
     */
    PairMoments(DD taskVariance, double labelNoise, double[] signal, double[][] pairs, double[] noise) {
        this.taskVariance = taskVariance;
        this.labelNoise = labelNoise;
        this.signal = signal;
        this.pairs = pairs;
        this.noise = noise;
    }

    int length() {
        return signal.length;
    }

    double signal(int i) {
        return signal[i];
    }

    double pair(int i, int j) {
        return pairs[i][j];
    }

    double noise(int i) {
        return noise[i];
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

    /** The same for some of the examples only. */
    PairMoments of(int[] examples) {
        if (examples.length == length()) {
            return this;
        }
        double[] k = new double[examples.length];
        double[] r = new double[examples.length];
        double[][] p = new double[examples.length][examples.length];
        for (int i = 0; i < examples.length; i++) {
            k[i] = signal[examples[i]];
            r[i] = noise[examples[i]];
            for (int j = 0; j < examples.length; j++) {
                p[i][j] = pairs[examples[i]][examples[j]];
            }
        }
        return new PairMoments(taskVariance, labelNoise, k, p, r);
    }

    /** The risk with these weights, shape (n), summed in double-double arithmetic. */
    QuadraticRisk at(double[] weights) {
        DD kappa = DD.ZERO;
        DD a = DD.ZERO;
        DD b = DD.ZERO;
        for (int i = 0; i < weights.length; i++) {
            double w = weights[i];
            DD row = DD.ZERO;
            for (int j = 0; j < i; j++) {
                row = row.add(DD.ofProduct(pairs[i][j], weights[j]));
            }
            DD square = DD.ofSquare(w);
            kappa = kappa.add(DD.ofProduct(signal[i], w));
            a = a.add(row.multiply(2 * w)).add(square.multiply(pairs[i][i]));
            b = b.add(square.multiply(noise[i]));
        }
        return new QuadraticRisk(taskVariance, labelNoise, kappa, a, b);
    }
}
