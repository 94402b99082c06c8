package icl.core.model;

import icl.core.design.SufficientStatistic;
import icl.core.design.Units;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One step of preconditioned gradient descent, \( f = \frac1n x^T W X^T (w \circ y) \), with W as its parameter in one of three
 * forms, and the weights w as parameters too where they are free (weighted preconditioned gradient descent).
 *
 * @param shape how W is made of parameters
 * @param weights fixed weights, shape (n), one for each example; empty when all are one
 * @param learnsWeights whether the weights are parameters instead
 */
public record PreconditionedGd(
        int dim, int length, PreconditionerShape shape, Optional<Vector> weights, boolean learnsWeights)
        implements BilinearModel {

    /** W free, weights one. */
    public static PreconditionedGd full(int dim, int length) {
        return new PreconditionedGd(dim, length, new PreconditionerShape.Full(dim), Optional.empty(), false);
    }

    /** W and weights free. */
    public static PreconditionedGd weighted(int dim, int length) {
        return new PreconditionedGd(dim, length, new PreconditionerShape.Full(dim), Optional.empty(), true);
    }

    /** W = U V' with U and V of shape (d, rank). */
    public static PreconditionedGd lowRank(int dim, int length, int rank) {
        return new PreconditionedGd(
                dim, length, new PreconditionerShape.Factors(dim, rank, Optional.empty()), Optional.empty(), false);
    }

    /** W = W_0 + U V', W_0 of shape (d, d) frozen. */
    public static PreconditionedGd lora(int length, Matrix frozen, int rank) {
        int d = frozen.rows();
        return new PreconditionedGd(
                d, length, new PreconditionerShape.Factors(d, rank, Optional.of(frozen)), Optional.empty(), false);
    }

    @Override
    public List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>(shape.tensors());
        if (learnsWeights) {
            tensors.add(new Tensor("weights", length, 1));
        }
        return List.copyOf(tensors);
    }

    @Override
    public double[] initial(RandomGenerator random) {
        double[] parameters = new double[size()];
        shape.initial(parameters, random);
        if (learnsWeights) {
            FilterWeights.initial(parameters, shape.size(), length, random);
        }
        return parameters;
    }

    /** W is in units of an inverse variance of features; weights have none. A frozen W is that of the model in the other units. */
    @Override
    public Optional<double[]> inOwnUnits(double[] parameters, Units units) {
        double[] own = parameters.clone();
        shape.scale(own, -units.features());
        return Optional.of(own);
    }

    @Override
    public SufficientStatistic sees() {
        return learnsWeights || weights.isPresent() ? SufficientStatistic.WHOLE : SufficientStatistic.STEP;
    }

    @Override
    public FormParts parts() {
        return new FormParts(false, learnsWeights);
    }

    @Override
    public void form(double[] parameters, BilinearForm form) {
        form.setStep();
        shape.form(parameters, length, form);
        if (learnsWeights) {
            FilterWeights.form(parameters, shape.size(), form);
        } else if (weights.isPresent()) {
            for (int i = 0; i < length; i++) {
                form.filter()[i] = weights.get().get(i) / length;
            }
        } else {
            form.setEqualWeights();
        }
    }

    @Override
    public void pullBack(double[] parameters, BilinearForm of, double[] gradient) {
        shape.pullBack(parameters, length, of, gradient);
        if (learnsWeights) {
            FilterWeights.pullBack(of, gradient, shape.size());
        }
    }
}
