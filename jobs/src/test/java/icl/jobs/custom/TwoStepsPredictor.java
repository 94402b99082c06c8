package icl.jobs.custom;

import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.design.Units;
import icl.core.kinds.Kind;
import icl.core.linalg.LaneAlgebra;
import icl.core.model.CustomPredictor;
import icl.core.model.LinearInQuery;
import icl.core.model.QueryCoefficients;
import icl.core.model.Tensor;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Two steps of gradient descent from zero with one step size s, which is trained: with h = X'y / n and G = X'X / n the second step is at
 * b = 2 s h - s^2 G h, and the prediction is x'b. Linear in the query and not bilinear.
 */
@Kind("two_steps")
public record TwoStepsPredictor() implements CustomPredictor {
    @Override
    public LinearInQuery model(Design design) {
        return new TwoSteps(design.dim(), design.length());
    }

    private record TwoSteps(int dim, int length) implements LinearInQuery {
        @Override
        public List<Tensor> tensors() {
            return List.of(new Tensor("step", 1, 1));
        }

        @Override
        public SufficientStatistic sees() {
            return SufficientStatistic.SECOND_MOMENTS;
        }

        @Override
        public double[] initial(RandomGenerator random) {
            return new double[] {0.5 * random.nextDouble()};
        }

        /** A step size is in units of an inverse variance of features. */
        @Override
        public Optional<double[]> inOwnUnits(double[] parameters, Units units) {
            return Optional.of(new double[] {Math.scalb(parameters[0], -units.features())});
        }

        @Override
        public double predict(double[] parameters, Prompt prompt, int m) {
            double s = parameters[0];
            double[] products = products(prompt, m);
            return 2 * s * products[0] - s * s * products[1];
        }

        @Override
        public void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
            double[] products = products(prompt, m);
            gradient[0] += weight * (2 * products[0] - 2 * parameters[0] * products[1]);
        }

        /** x'h and x'G h. */
        private double[] products(Prompt prompt, int m) {
            double[] h = new double[dim];
            for (int i = 0; i < m; i++) {
                for (int c = 0; c < dim; c++) {
                    h[c] += prompt.labels().get(i) * prompt.features().get(i, c) / length;
                }
            }
            double first = 0;
            for (int c = 0; c < dim; c++) {
                first += prompt.features().get(m, c) * h[c];
            }
            double second = 0;
            for (int i = 0; i < m; i++) {
                double ofStep = 0;
                double ofQuery = 0;
                for (int c = 0; c < dim; c++) {
                    ofStep += prompt.features().get(i, c) * h[c];
                    ofQuery += prompt.features().get(i, c) * prompt.features().get(m, c);
                }
                second += ofStep * ofQuery / length;
            }
            return new double[] {first, second};
        }

        @Override
        public QueryCoefficients.Trainable coefficients(int examples) {
            return new Lanes(dim, length);
        }
    }

    /** In lanes: h, G and G h of each prompt of a batch. */
    private static final class Lanes implements QueryCoefficients.Trainable {
        private static final int LANES = LaneAlgebra.LANES;

        private final int dim;
        private final int length;
        private final double[][] h;
        private final double[][] gram;
        private final double[][] gramTimesH;
        private double s;
        private double slopes;

        Lanes(int dim, int length) {
            this.dim = dim;
            this.length = length;
            h = new double[LANES][dim];
            gram = new double[LANES][dim * dim];
            gramTimesH = new double[LANES][dim];
        }

        @Override
        public void set(double[] parameters) {
            s = parameters[0];
            slopes = 0;
        }

        @Override
        public void compute(PromptBatch prompts, float[] b) {
            for (int lane = 0; lane < LANES; lane++) {
                Arrays.fill(h[lane], 0);
                Arrays.fill(gram[lane], 0);
            }
            for (int count = prompts.next(); count > 0; count = prompts.next()) {
                for (int i = 0; i < count; i++) {
                    for (int lane = 0; lane < LANES; lane++) {
                        add(prompts, i, lane);
                    }
                }
            }
            for (int lane = 0; lane < LANES; lane++) {
                for (int c = 0; c < dim; c++) {
                    double sum = 0;
                    for (int e = 0; e < dim; e++) {
                        sum += gram[lane][c * dim + e] * h[lane][e];
                    }
                    gramTimesH[lane][c] = sum;
                    b[c * LANES + lane] = (float) (2 * s * h[lane][c] - s * s * sum);
                }
            }
        }

        private void add(PromptBatch prompts, int example, int lane) {
            double label = prompts.labels()[example * LANES + lane];
            for (int c = 0; c < dim; c++) {
                double x = prompts.features()[(example * dim + c) * LANES + lane];
                h[lane][c] += label * x / length;
                for (int e = 0; e < dim; e++) {
                    gram[lane][c * dim + e] += x * prompts.features()[(example * dim + e) * LANES + lane] / length;
                }
            }
        }

        @Override
        public void addGradient(float[] slope) {
            for (int lane = 0; lane < LANES; lane++) {
                for (int c = 0; c < dim; c++) {
                    slopes += slope[c * LANES + lane] * (2 * h[lane][c] - 2 * s * gramTimesH[lane][c]);
                }
            }
        }

        @Override
        public void gradient(double[] gradient) {
            gradient[0] = slopes;
        }
    }
}
