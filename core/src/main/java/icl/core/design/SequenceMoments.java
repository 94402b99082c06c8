package icl.core.design;

import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.DD;

/**
 * Moments of a step where features are correlated along the prompt and the query is independent of them: k = 1, P_ij =
 * 1 + C_ij^2, R_ij = C_ij^2 T, R_ii = T + s_i^2. Derivation: docs/formulas.md, section 20.
 *
 * @param correlation C
 * @param trace computes T, the trace of Sigma, when it is needed
 */
record SequenceMoments(TaskCorrelation correlation, Profile noiseVariance, int length, Supplier<DD> trace)
        implements StepMoments {
    private double square(int i, int j) {
        double c = i == j ? 1 : correlation.at(i, j, length);
        return c * c;
    }

    @Override
    public double taskVariance(int position) {
        return 1;
    }

    @Override
    public double labelNoise(int position) {
        return noiseVariance.at(position);
    }

    @Override
    public double signal(int example, int position) {
        return 1;
    }

    @Override
    public double pair(int i, int j) {
        return 1 + square(i, j);
    }

    @Override
    public double noise(int i, int j) {
        return trace.get().hi() * square(i, j) + (i == j ? noiseVariance.at(i) : 0);
    }

    @Override
    public Optional<Sums> sums() {
        return correlation.sumOfSquares(length).map(squares -> {
            DD n = DD.of(length);
            return new Sums(
                    n, n.square().add(squares), squares.multiply(trace.get()).add(sumOfNoise()));
        });
    }

    private DD sumOfNoise() {
        if (noiseVariance.isCommon()) {
            return DD.ofProduct(length, noiseVariance.at(0));
        }
        DD sum = DD.ZERO;
        for (int i = 0; i < length; i++) {
            sum = sum.add(noiseVariance.at(i));
        }
        return sum;
    }

    @Override
    public boolean hasDiagonalNoise() {
        return false;
    }
}
