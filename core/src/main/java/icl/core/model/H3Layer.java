package icl.core.model;

import icl.core.design.SufficientStatistic;
import icl.core.design.Units;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One H3 layer with one head and one convolution filter: products of keys and values are summed along the prompt with
 * weights by lag, \( f = \frac1n z_q^T W_q \big[\sum_i f_{n+1-i} (W_k^T z_i)(z_i^T W_v)\big] v \). As a {@link
 * BilinearForm} it is linear attention with free weights.
 */
public record H3Layer(int dim, int length) implements BilinearModel {
    @Override
    public List<Tensor> tensors() {
        List<Tensor> tensors = AttentionHead.tensors(dim);
        tensors.add(new Tensor("filter", length, 1));
        return List.copyOf(tensors);
    }

    /** Initial parameters as for linear attention, with a filter at 1 plus normals of standard deviation 0.1. */
    @Override
    public double[] initial(RandomGenerator random) {
        double[] parameters = AttentionHead.initial(dim, random, length);
        FilterWeights.initial(parameters, AttentionHead.size(dim), length, random);
        return parameters;
    }

    @Override
    public double[] initialStep(RandomGenerator random) {
        double[] parameters = AttentionHead.initialStep(dim, random, length);
        FilterWeights.initial(parameters, AttentionHead.size(dim), length, random);
        return parameters;
    }

    @Override
    public Optional<double[]> inOwnUnits(double[] parameters, Units units) {
        return Optional.of(AttentionHead.inOwnUnits(dim, parameters, units));
    }

    @Override
    public SufficientStatistic sees() {
        return SufficientStatistic.WHOLE;
    }

    @Override
    public FormParts parts() {
        return new FormParts(true, true);
    }

    @Override
    public void form(double[] parameters, BilinearForm form) {
        AttentionHead.form(dim, parameters, form);
        FilterWeights.form(parameters, AttentionHead.size(dim), form);
    }

    @Override
    public void pullBack(double[] parameters, BilinearForm of, double[] gradient) {
        AttentionHead.pullBack(dim, parameters, of, gradient);
        FilterWeights.pullBack(of, gradient, AttentionHead.size(dim));
    }
}
