package icl.jobs.fault;

import icl.core.design.Design;
import icl.core.kinds.Kind;
import icl.core.model.CustomPredictor;
import icl.core.model.Model;
import icl.core.model.Tensor;
import icl.core.prompt.Prompt;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Predicts its one parameter, with a fault. */
@Kind("faulty_model")
public record FaultyPredictor(Fault fault) implements CustomPredictor {
    @Override
    public Model model(Design design) {
        return new Faulty(fault);
    }

    private record Faulty(Fault fault) implements Model {
        @Override
        public List<Tensor> tensors() {
            return List.of(new Tensor("constant", 1, 1));
        }

        @Override
        public double[] initial(RandomGenerator random) {
            return new double[] {0.5};
        }

        @Override
        public double predict(double[] parameters, Prompt prompt, int m) {
            long seed = Double.doubleToLongBits(prompt.labels().get(m));
            return fault.in(parameters[0], new SplittableRandom(seed));
        }

        @Override
        public void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
            gradient[0] += weight;
        }
    }
}
