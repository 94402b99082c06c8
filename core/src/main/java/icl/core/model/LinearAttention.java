package icl.core.model;

import icl.core.design.SufficientStatistic;
import icl.core.design.Units;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One layer of linear attention: \( f = \frac1n z_q^T W_q W_k^T Z^T Z W_v v \), all of W_q, W_k, W_v of shape (d + 1, d
 * + 1) and v of shape (d + 1) free, z_q = (x, 0). As a {@link BilinearForm}: M = the first d rows of W_q W_k', u = W_v
 * v, f_i = 1/n.
 *
 * <p>Training from some starts ends at stationary points that are not optimal (docs/formulas.md, section 12), so
 * several restarts are needed.
 */
public record LinearAttention(int dim, int length) implements BilinearModel {
    @Override
    public List<Tensor> tensors() {
        return AttentionHead.tensors(dim);
    }

    /** Every entry uniform in +-1/sqrt(d + 1). */
    @Override
    public double[] initial(RandomGenerator random) {
        return AttentionHead.initial(dim, random, 0);
    }

    @Override
    public double[] initialStep(RandomGenerator random) {
        return AttentionHead.initialStep(dim, random, 0);
    }

    @Override
    public Optional<double[]> inOwnUnits(double[] parameters, Units units) {
        return Optional.of(AttentionHead.inOwnUnits(dim, parameters, units));
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
        AttentionHead.form(dim, parameters, form);
        form.setEqualWeights();
    }

    @Override
    public void pullBack(double[] parameters, BilinearForm of, double[] gradient) {
        AttentionHead.pullBack(dim, parameters, of, gradient);
    }
}
