package icl.core.model;

import icl.core.design.SufficientStatistic;
import icl.core.design.Units;
import icl.core.prompt.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A model that can be trained: a function of parameters and prompts, without state. Parameters are one array, the
 * {@link #tensors} one after the other.
 */
public interface Model {
    /** The parameters by name and shape. */
    List<Tensor> tensors();

    /** Number of all parameters. */
    default int size() {
        return tensors().stream().mapToInt(Tensor::size).sum();
    }

    /**
     * The ranges of parameters that are trained one after the other, with the other parameters fixed; for most models
     * one range of all parameters.
     */
    default List<ParameterRange> stages() {
        return List.of(new ParameterRange(0, size()));
    }

    /**
     * The smallest statistic of a prompt that the model depends on. The model has the same law on prompts of which only
     * this statistic is drawn.
     */
    default SufficientStatistic sees() {
        return SufficientStatistic.WHOLE;
    }

    /** Random initial parameters, shape (size). */
    double[] initial(RandomGenerator random);

    /**
     * Random initial parameters near a gradient step with a small preconditioner and weights 1, shape (size), away from
     * the plateau of the loss around 0; by default {@link #initial}.
     */
    default double[] initialStep(RandomGenerator random) {
        return initial(random);
    }

    /**
     * Parameters that predict on prompts of a design what these predict on the same prompts in other units, there. Empty where the model
     * does not say how its parameters scale: it is then trained in the design's own units.
     *
     * @param parameters shape (size), for features and labels in these units; not changed
     * @param units of features and labels: powers of two
     */
    default Optional<double[]> inOwnUnits(double[] parameters, Units units) {
        return Optional.empty();
    }

    /** The label of position m, predicted from the m examples before it; m = n is the query. */
    double predict(double[] parameters, Prompt prompt, int m);

    /** Adds {@code weight} times the gradient of {@link #predict} to {@code gradient}, shape (size). */
    void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient);
}
