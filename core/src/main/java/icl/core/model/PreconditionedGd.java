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
 * One step of (weighted) preconditioned gradient descent, \( f = \frac1n x^T W X^T (w \circ y) \). The parameters are
 * W, in one of three forms, and the weights w where these are trained.
 *
 * @param shape the parameters of W
 * @param weights fixed weights, shape (n), one for each example; empty when all are one or when they are parameters
 * @param learnsWeights whether the weights are parameters
 */
public record PreconditionedGd(
        int dim, int length, PreconditionerShape shape, Optional<Vector> weights, boolean learnsWeights)
        implements BilinearModel {

    /** A step with free W and weights 1. */
    public static PreconditionedGd full(int dim, int length) {
        return new PreconditionedGd(dim, length, new PreconditionerShape.Full(dim), Optional.empty(), false);
    }

    /** A step with free W and free weights. */
    public static PreconditionedGd weighted(int dim, int length) {
        return new PreconditionedGd(dim, length, new PreconditionerShape.Full(dim), Optional.empty(), true);
    }

    /** A step with W = U V', U and V of shape (d, rank), and weights 1. */
    public static PreconditionedGd lowRank(int dim, int length, int rank) {
        return new PreconditionedGd(
                dim, length, new PreconditionerShape.Factors(dim, rank, Optional.empty()), Optional.empty(), false);
    }

    /** A step with W = W_0 + U V', W_0 of shape (d, d) frozen, and weights 1. */
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
