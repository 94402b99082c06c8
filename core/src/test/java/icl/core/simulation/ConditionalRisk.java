package icl.core.simulation;

import icl.core.covariance.Covariance;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.design.SequenceDesign;
import icl.core.model.Loss;
import java.util.Arrays;

/**
 * The mean of the squared error given what makes its tails heavy: the examples' features, with the query's where examples
 * resemble it, and with the task where features lean on it. The rest is Gaussian and enters linearly, so that this mean is a
 * sum of squares. Its own mean is that of the squared error, its variance far smaller.
 */
abstract class ConditionalRisk implements PromptLoss {
    final Design design;
    final double[][] w;
    final double[] weights;

    private ConditionalRisk(Design design, Step step) {
        this.design = design;
        this.w = step.w();
        this.weights = step.weights().toArray();
    }

    static ConditionalRisk of(Design design, Step step, Loss loss) {
        boolean hasCorrelatedQuery = design instanceof SequenceDesign s && s.query() == SequenceDesign.Query.CORRELATED;
        if (design instanceof RetrievalDesign || hasCorrelatedQuery) {
            return new OnRetrieved(design, step);
        }
        return design instanceof AlignedDesign aligned
                ? new OnAligned(aligned, step)
                : new OnIndependent(design, step, loss);
    }

    final double[][] matrix(Covariance covariance) {
        return Dense.of(covariance.matrix(design.dim()));
    }

    final double noise(int position) {
        return design.noiseVariance().at(position);
    }

    /** Given all features: the error is beta'v plus noise, v = x - sum w_i (x'W x_i) x_i. */
    private static final class OnRetrieved extends ConditionalRisk {
        private final double[][] tasks = matrix(design.taskCovariance());

        OnRetrieved(Design design, Step step) {
            super(design, step);
        }

        @Override
        public double on(Prompt prompt) {
            int n = prompt.length();
            double[] x = prompt.features[n];
            double[] v = x.clone();
            double noise = noise(n);
            for (int i = 0; i < n; i++) {
                double pull = weights[i] * Dense.form(x, w, prompt.features[i]);
                for (int c = 0; c < v.length; c++) {
                    v[c] -= pull * prompt.features[i][c];
                }
                noise += pull * pull * noise(i);
            }
            return Dense.form(v, tasks, v) + noise;
        }
    }

    /**
     * Given the task and the examples' features: the error is gamma x'v plus noise, v = beta - sum w_i (x_i'beta) W x_i, and the
     * query x ~ N(a beta, I).
     */
    private static final class OnAligned extends ConditionalRisk {
        private final double alpha;
        private final double scale; // gamma^2

        OnAligned(AlignedDesign design, Step step) {
            super(design, step);
            alpha = design.alpha();
            scale = 1 / (alpha * alpha * design.dim() + 1);
        }

        @Override
        public double on(Prompt prompt) {
            int n = prompt.length();
            double[] beta = prompt.tasks[n];
            double[] v = beta.clone();
            double noise = noise(n);
            for (int i = 0; i < n; i++) {
                double[] x = prompt.features[i];
                double along = Dense.dot(x, beta);
                double[] image = new double[v.length]; // W x_i
                for (int c = 0; c < v.length; c++) {
                    image[c] = Dense.dot(w[c], x);
                    v[c] -= weights[i] * along * image[c];
                }
                noise += weights[i] * weights[i] * noise(i) * secondMoment(image, beta);
            }
            return scale * secondMoment(v, beta) + noise;
        }

        /** Mean of (x'v)^2 over the query. */
        private double secondMoment(double[] v, double[] beta) {
            double mean = alpha * Dense.dot(v, beta);
            return Dense.dot(v, v) + mean * mean;
        }
    }

    /** Given the examples' features: the error is x'(beta_m - sum w_i W x_i y_i), and the features x at position m are new. */
    private static final class OnIndependent extends ConditionalRisk {
        private final int first; // least number of examples that a prediction is made from
        private final double[][] k;
        private final double[][] tasks = matrix(design.taskCovariance()); // S_beta
        private final double[][] squared; // W' S_x W
        private final double[][] crossed; // W' S_x S_beta
        private final double trace; // tr S_x S_beta

        OnIndependent(Design design, Step step, Loss loss) {
            super(design, step);
            first = loss == Loss.POSITIONS ? 0 : design.length();
            k = Prompts.correlation(design);
            double[][] features = matrix(design.featureCovariance());
            double[][] half = Dense.times(Dense.transposed(w), features);
            squared = Dense.times(half, w);
            crossed = Dense.times(half, tasks);
            trace = Dense.trace(Dense.times(features, tasks));
        }

        @Override
        public double on(Prompt prompt) {
            double[][] x = Arrays.copyOf(prompt.features, prompt.length());
            double[][] pairs = Dense.gram(x, squared); // x_i' W' S_x W x_j
            double[][] labels = Dense.gram(x, tasks); // x_i' S_beta x_j
            double[] signal = new double[x.length];
            Arrays.setAll(signal, i -> Dense.form(x[i], crossed, x[i]));
            double sum = 0;
            for (int m = first; m <= x.length; m++) {
                sum += at(m, pairs, labels, signal);
            }
            return sum / (x.length + 1 - first);
        }

        private double at(int m, double[][] pairs, double[][] labels, double[] signal) {
            double risk = k[m][m] * trace + noise(m);
            for (int i = 0; i < m; i++) {
                double w = weight(m, i);
                risk += w * (w * noise(i) * pairs[i][i] - 2 * k[i][m] * signal[i]);
                for (int j = 0; j < m; j++) {
                    risk += w * weight(m, j) * k[i][j] * pairs[i][j] * labels[i][j];
                }
            }
            return risk;
        }

        /** Weights belong to lags: example i has lag m - i. */
        private double weight(int m, int i) {
            return weights[weights.length - m + i];
        }
    }
}
