package icl.core.train;

import icl.core.check.Require;
import icl.core.kinds.Kind;
import icl.core.records.Default;

/** A gradient descent method with its settings; {@link #start} gives the state of one run. */
@Default("adam")
public sealed interface Optimiser {
    /** The state of a run with {@code size} parameters; for one thread. */
    Descent start(int size);

    /** One run of a gradient descent. */
    @FunctionalInterface
    interface Descent {
        /** Takes a step: updates the parameters in place. */
        void step(double[] parameters, double[] gradient, double rate);
    }

    /**
     * {@code adam}: steps scaled by running moments of the gradient (Kingma and Ba, 2015), both corrected for their
     * start.
     *
     * @param epsilon is added to the denominator
     */
    @Kind("adam")
    record Adam(
            @Default("0.9") double beta1,
            @Default("0.999") double beta2,
            @Default("1e-8") double epsilon) implements Optimiser {
        public Adam {
            Require.that(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
            Require.that(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
            Require.positive("epsilon", epsilon);
        }

        @Override
        public Descent start(int size) {
            double[] mean = new double[size];
            double[] square = new double[size];
            double[] powers = {1, 1};
            return (parameters, gradient, rate) -> {
                powers[0] *= beta1;
                powers[1] *= beta2;
                move(parameters, gradient, mean, square, rate / (1 - powers[0]), 1 / (1 - powers[1]));
            };
        }

        private void move(double[] x, double[] g, double[] mean, double[] square, double rate, double correction) {
            for (int i = 0; i < x.length; i++) {
                mean[i] = Math.fma(beta1, mean[i] - g[i], g[i]);
                square[i] = Math.fma(beta2, square[i] - g[i] * g[i], g[i] * g[i]);
                x[i] -= rate * mean[i] / (Math.sqrt(square[i] * correction) + epsilon);
            }
        }
    }

    /** {@code sgd}: the gradient itself, with momentum. */
    @Kind("sgd")
    record Sgd(@Default("0") double momentum) implements Optimiser {
        public Sgd {
            Require.that(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
        }

        @Override
        public Descent start(int size) {
            double[] velocity = new double[size];
            return (parameters, gradient, rate) -> {
                for (int i = 0; i < velocity.length; i++) {
                    velocity[i] = Math.fma(momentum, velocity[i], gradient[i]);
                    parameters[i] -= rate * velocity[i];
                }
            };
        }
    }
}
