package icl.core.model;

import icl.core.design.SufficientStatistic;
import icl.core.linalg.LaneAlgebra;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Two preconditioned gradient steps with one W: with h = X'y the first gives b_1 = W h / n, the second b_2 = b_1 + W (h - X'X b_1) / n.
 * Linear in the query and not bilinear.
 *
 * <p>With g the derivative with respect to b_2 that with respect to W is ((g - X'X W'g / n) h' + g (h - X'X b_1)') / n.
 */
public record TwoSteps(int dim, int length) implements LinearInQuery {
    @Override
    public List<Tensor> tensors() {
        return List.of(new Tensor("w", dim, dim));
    }

    @Override
    public double[] initial(RandomGenerator random) {
        return random.doubles(size(), -0.1, 0.1).toArray();
    }

    @Override
    public SufficientStatistic sees() {
        return SufficientStatistic.SECOND_MOMENTS;
    }

    @Override
    public double predict(double[] parameters, Prompt prompt, int m) {
        return new Pass(parameters, prompt, m).prediction();
    }

    @Override
    public void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
        new Pass(parameters, prompt, m).addGradient(weight, gradient);
    }

    /** One prediction in double precision. */
    private final class Pass {
        private final double[] w;
        private final double[] x = new double[dim];
        private final double[] h = new double[dim];
        private final double[][] gram = new double[dim][dim];
        private final double[] first;
        private final double[] rest = new double[dim];
        private final double[] second;

        Pass(double[] parameters, Prompt prompt, int m) {
            w = parameters;
            for (int a = 0; a < dim; a++) {
                x[a] = prompt.features().get(m, a);
                for (int i = 0; i < m; i++) {
                    h[a] += prompt.labels().get(i) * prompt.features().get(i, a);
                    for (int c = 0; c < dim; c++) {
                        gram[a][c] +=
                                prompt.features().get(i, a) * prompt.features().get(i, c);
                    }
                }
            }
            first = times(h);
            for (int a = 0; a < dim; a++) {
                rest[a] = h[a] - dot(gram[a], first);
            }
            second = times(rest);
            for (int a = 0; a < dim; a++) {
                second[a] += first[a];
            }
        }

        /** W v / n. */
        private double[] times(double[] v) {
            double[] product = new double[dim];
            for (int a = 0; a < dim; a++) {
                for (int c = 0; c < dim; c++) {
                    product[a] += w[a * dim + c] * v[c] / length;
                }
            }
            return product;
        }

        double prediction() {
            return dot(x, second);
        }

        void addGradient(double weight, double[] gradient) {
            double[] back = new double[dim]; // W'x / n
            for (int a = 0; a < dim; a++) {
                for (int c = 0; c < dim; c++) {
                    back[c] += w[a * dim + c] * x[a] / length;
                }
            }
            for (int a = 0; a < dim; a++) {
                double through = x[a] - dot(gram[a], back);
                for (int c = 0; c < dim; c++) {
                    gradient[a * dim + c] += weight * (through * h[c] + x[a] * rest[c]) / length;
                }
            }
        }

        private double dot(double[] a, double[] b) {
            double sum = 0;
            for (int c = 0; c < dim; c++) {
                sum += a[c] * b[c];
            }
            return sum;
        }
    }

    @Override
    public QueryCoefficients.Trainable coefficients(int examples) {
        return new Lanes(examples);
    }

    /** In lanes, in single precision. */
    private final class Lanes implements QueryCoefficients.Trainable {
        private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
        private static final int LANES = LaneAlgebra.LANES;

        private final float[] w = new float[dim * dim]; // W / n
        private final float[] transposed = new float[dim * dim];
        private final float[] features;
        private final float[] labels;
        private final float[] products;
        private final float[] h = LaneAlgebra.rows(dim);
        private final float[] first = LaneAlgebra.rows(dim);
        private final float[] rest = LaneAlgebra.rows(dim);
        private final float[] back = LaneAlgebra.rows(dim);
        private final float[] through = LaneAlgebra.rows(dim);
        private final float[] sums = new float[dim * dim * LaneAlgebra.PARTS];
        private int count;

        Lanes(int examples) {
            features = LaneAlgebra.rows(examples * dim);
            labels = LaneAlgebra.rows(examples);
            products = LaneAlgebra.rows(examples);
        }

        @Override
        public void set(double[] parameters) {
            for (int a = 0; a < dim; a++) {
                for (int c = 0; c < dim; c++) {
                    w[a * dim + c] = (float) (parameters[a * dim + c] / length);
                    transposed[c * dim + a] = w[a * dim + c];
                }
            }
            Arrays.fill(sums, 0);
        }

        @Override
        public void compute(PromptBatch prompts, float[] b) {
            count = 0;
            for (int some = prompts.next(); some > 0; some = prompts.next()) {
                System.arraycopy(prompts.features(), 0, features, count * dim * LANES, some * dim * LANES);
                System.arraycopy(prompts.labels(), 0, labels, count * LANES, some * LANES);
                count += some;
            }
            Arrays.fill(h, 0);
            ALGEBRA.accumulate(features, count, dim, labels, h);
            ALGEBRA.transposeTimes(transposed, dim, dim, h, 0, first, 0);
            System.arraycopy(h, 0, rest, 0, h.length);
            subtractGram(first, rest);
            ALGEBRA.transposeTimes(transposed, dim, dim, rest, 0, b, 0);
            ALGEBRA.addScaled(1, first, 0, b, 0, dim);
        }

        /** Subtracts X'X v. */
        private void subtractGram(float[] v, float[] from) {
            ALGEBRA.dots(features, count, dim, v, products);
            ALGEBRA.scale(-1, products, 0, count);
            ALGEBRA.accumulate(features, count, dim, products, from);
        }

        @Override
        public void addGradient(float[] slope) {
            ALGEBRA.transposeTimes(w, dim, dim, slope, 0, back, 0);
            System.arraycopy(slope, 0, through, 0, through.length);
            subtractGram(back, through);
            ALGEBRA.outer(through, dim, h, dim, sums);
            ALGEBRA.outer(slope, dim, rest, dim, sums);
        }

        @Override
        public void gradient(double[] gradient) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = LaneAlgebra.folded(sums, i * LaneAlgebra.PARTS) / length;
            }
        }
    }
}
