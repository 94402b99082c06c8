package icl.core.model;

import icl.core.design.SufficientStatistic;
import icl.core.linalg.LaneAlgebra;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** x'(G X'y + g y'y) / n: a step with a column for the squared labels. Linear in the query, odd and even in the labels. */
public record SquaredLabels(int dim, int length) implements LinearInQuery {
    @Override
    public List<Tensor> tensors() {
        return List.of(new Tensor("matrix", dim, dim), new Tensor("column", dim, 1));
    }

    @Override
    public double[] initial(RandomGenerator random) {
        return random.doubles(size(), -0.1, 0.1).toArray();
    }

    @Override
    public SufficientStatistic sees() {
        return SufficientStatistic.SECOND_MOMENTS;
    }

    /** (X'y, y'y) / n of m examples. */
    private double[] statistic(Prompt prompt, int m) {
        double[] h = new double[dim + 1];
        for (int i = 0; i < m; i++) {
            double y = prompt.labels().get(i);
            for (int c = 0; c < dim; c++) {
                h[c] += y * prompt.features().get(i, c) / length;
            }
            h[dim] += y * y / length;
        }
        return h;
    }

    @Override
    public double predict(double[] parameters, Prompt prompt, int m) {
        double[] h = statistic(prompt, m);
        double sum = 0;
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < dim; c++) {
                sum += prompt.features().get(m, a) * parameters[a * dim + c] * h[c];
            }
            sum += prompt.features().get(m, a) * parameters[dim * dim + a] * h[dim];
        }
        return sum;
    }

    @Override
    public void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
        double[] h = statistic(prompt, m);
        for (int a = 0; a < dim; a++) {
            double x = weight * prompt.features().get(m, a);
            for (int c = 0; c < dim; c++) {
                gradient[a * dim + c] += x * h[c];
            }
            gradient[dim * dim + a] += x * h[dim];
        }
    }

    @Override
    public QueryCoefficients.Trainable coefficients(int examples) {
        return new Lanes();
    }

    /** In lanes, in single precision; goes through the examples once. */
    private final class Lanes implements QueryCoefficients.Trainable {
        private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;

        private final float[] transposed = new float[(dim + 1) * dim]; // (G, g)' / n
        private final float[] h = LaneAlgebra.rows(dim + 1);
        private final float[] sums = new float[dim * (dim + 1) * LaneAlgebra.PARTS];

        @Override
        public void set(double[] parameters) {
            for (int a = 0; a < dim; a++) {
                for (int c = 0; c < dim; c++) {
                    transposed[c * dim + a] = (float) (parameters[a * dim + c] / length);
                }
                transposed[dim * dim + a] = (float) (parameters[dim * dim + a] / length);
            }
            Arrays.fill(sums, 0);
        }

        @Override
        public void compute(PromptBatch prompts, float[] b) {
            Arrays.fill(h, 0);
            for (int count = prompts.next(); count > 0; count = prompts.next()) {
                ALGEBRA.accumulate(prompts.features(), count, dim, prompts.labels(), h);
                for (int e = 0; e < count; e++) {
                    int at = e * LaneAlgebra.LANES;
                    ALGEBRA.addProducts(prompts.labels(), at, prompts.labels(), at, h, dim * LaneAlgebra.LANES, 1);
                }
            }
            ALGEBRA.transposeTimes(transposed, dim + 1, dim, h, 0, b, 0);
        }

        @Override
        public void addGradient(float[] slope) {
            ALGEBRA.outer(slope, dim, h, dim + 1, sums);
        }

        @Override
        public void gradient(double[] gradient) {
            for (int a = 0; a < dim; a++) {
                for (int c = 0; c <= dim; c++) {
                    int to = c < dim ? a * dim + c : dim * dim + a;
                    gradient[to] = LaneAlgebra.folded(sums, (a * (dim + 1) + c) * LaneAlgebra.PARTS) / length;
                }
            }
        }
    }
}
