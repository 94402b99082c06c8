package example;

import icl.core.design.Design;
import icl.core.prompt.Prompt;
import icl.core.model.Model;
import icl.core.model.CustomPredictor;
import icl.core.model.Tensor;
import icl.core.kinds.Kind;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Linear attention with a forget gate: f = x' W h / n, where the state h becomes gamma h + y_i x_i at each example. The
 * parameters are W, shape (d, d), and the number {@code gate}, with gamma = 1 / (1 + exp(-gate)).
 */
@Kind("gated")
public record GatedAttention() implements CustomPredictor {
    @Override
    public Model model(Design design) {
        return new Layer(design.dim(), design.length());
    }

    private record Layer(int dim, int length) implements Model {
        @Override
        public List<Tensor> tensors() {
            return List.of(new Tensor("w", dim, dim), new Tensor("gate", 1, 1));
        }

        /** Draws small entries of W, and a gate with gamma near 1. */
        @Override
        public double[] initial(RandomGenerator random) {
            double[] parameters = new double[size()];
            for (int k = 0; k < dim * dim; k++) {
                parameters[k] = 0.1 / Math.sqrt(dim) * random.nextGaussian();
            }
            parameters[dim * dim] = 2 + random.nextGaussian();
            return parameters;
        }

        @Override
        public double predict(double[] parameters, Prompt prompt, int m) {
            return bilinear(parameters, prompt, m, State.after(m, gamma(parameters), prompt).h) / length;
        }

        @Override
        public void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
            double gamma = gamma(parameters);
            State state = State.after(m, gamma, prompt);
            double scale = weight / length;
            for (int a = 0; a < dim; a++) {
                for (int c = 0; c < dim; c++) {
                    gradient[a * dim + c] += scale * prompt.features().get(m, a) * state.h[c];
                }
            }
            gradient[dim * dim] += scale * bilinear(parameters, prompt, m, state.slope) * gamma * (1 - gamma);
        }

        private double gamma(double[] parameters) {
            return 1 / (1 + StrictMath.exp(-parameters[dim * dim]));
        }

        /** x' W v at position m. */
        private double bilinear(double[] parameters, Prompt prompt, int m, double[] v) {
            double sum = 0;
            for (int a = 0; a < dim; a++) {
                for (int c = 0; c < dim; c++) {
                    sum += prompt.features().get(m, a) * parameters[a * dim + c] * v[c];
                }
            }
            return sum;
        }
    }

    /** h, shape (d), and its derivative with respect to gamma, shape (d). */
    private static final class State {
        private final double[] h;
        private final double[] slope;

        private State(int dim) {
            h = new double[dim];
            slope = new double[dim];
        }

        static State after(int examples, double gamma, Prompt prompt) {
            State state = new State(prompt.dim());
            for (int i = 0; i < examples; i++) {
                double label = prompt.labels().get(i);
                for (int c = 0; c < prompt.dim(); c++) {
                    state.slope[c] = gamma * state.slope[c] + state.h[c];
                    state.h[c] = gamma * state.h[c] + label * prompt.features().get(i, c);
                }
            }
            return state;
        }
    }
}
