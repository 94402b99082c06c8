package icl.core.model;

import icl.core.design.SufficientStatistic;
import icl.core.design.Units;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One gradient step with an additional column for the squared labels, \( f = \frac1n x^T (W X^T y + v \sum_i y_i^2) \),
 * with parameters W of shape (d, d) and v of shape (d). As a {@link BilinearForm}: M = [W | v], and u is the unit
 * vector of the label.
 */
public record SquaredLabelsStep(int dim, int length) implements BilinearModel {
    @Override
    public List<Tensor> tensors() {
        return List.of(new Tensor("w", dim, dim), new Tensor("v", dim, 1));
    }

    /** Draws small normals for W, so that restarts differ; v is 0. */
    @Override
    public double[] initial(RandomGenerator random) {
        double[] parameters = new double[size()];
        new PreconditionerShape.Full(dim).initial(parameters, random);
        return parameters;
    }

    @Override
    public Optional<double[]> inOwnUnits(double[] parameters, Units units) {
        double[] own = parameters.clone();
        Exponents.add(-units.features(), own, 0, dim * dim);
        Exponents.add(-(units.features() + units.labels()) / 2, own, dim * dim, dim);
        return Optional.of(own);
    }

    @Override
    public SufficientStatistic sees() {
        return SufficientStatistic.SECOND_MOMENTS;
    }

    @Override
    public FormParts parts() {
        return new FormParts(true, false);
    }

    @Override
    public void form(double[] parameters, BilinearForm form) {
        form.setStep();
        form.setEqualWeights();
        int v = dim * dim;
        for (int a = 0; a < dim; a++) {
            System.arraycopy(parameters, a * dim, form.matrix(), a * (dim + 1), dim);
            form.matrix()[a * (dim + 1) + dim] = parameters[v + a];
        }
    }

    @Override
    public void pullBack(double[] parameters, BilinearForm of, double[] gradient) {
        int v = dim * dim;
        for (int a = 0; a < dim; a++) {
            System.arraycopy(of.matrix(), a * (dim + 1), gradient, a * dim, dim);
            gradient[v + a] = of.matrix()[a * (dim + 1) + dim];
        }
    }
}
