package icl.jobs.custom;

import icl.core.check.Require;
import icl.core.design.Design;
import icl.core.kinds.Kind;
import icl.core.model.CustomPredictor;
import icl.core.model.Model;
import icl.core.model.Tensor;
import icl.core.prompt.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Averages labels by likeness to the query, older examples counting less by a given factor. Its scale is trained, from the
 * correlation with the query that it presumes.
 */
@Kind("averaging")
public record AveragingPredictor(Optional<Double> decay, Optional<Double> alpha) implements CustomPredictor {
    public AveragingPredictor {
        decay.ifPresent(d -> Require.inUnitInterval("decay", d));
        alpha.ifPresent(a -> Require.inUnitInterval("alpha", a));
    }

    @Override
    public Model model(Design design) {
        return new Averaging(decay.orElse(1.0), alpha.orElse(0.0));
    }

    private record Averaging(double decay, double start) implements Model {
        @Override
        public List<Tensor> tensors() {
            return List.of(new Tensor("scale", 1, 1));
        }

        @Override
        public double[] initial(RandomGenerator random) {
            return new double[] {start};
        }

        @Override
        public double predict(double[] parameters, Prompt prompt, int m) {
            return parameters[0] * average(prompt, m);
        }

        @Override
        public void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
            gradient[0] += weight * average(prompt, m);
        }

        private double average(Prompt prompt, int m) {
            double sum = 0;
            for (int i = 0; i < m; i++) {
                double likeness = 0;
                for (int j = 0; j < prompt.dim(); j++) {
                    likeness += prompt.features().get(i, j) * prompt.features().get(m, j);
                }
                sum = decay * sum + likeness * prompt.labels().get(i);
            }
            return sum;
        }
    }
}
