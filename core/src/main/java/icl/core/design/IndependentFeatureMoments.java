package icl.core.design;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.DD;

/**
 * Moments of a step where the features of different positions are independent of each other and of the tasks: k_i =
 * K_iq, P_ij = K_ij, P_ii = 2 k_4 K_ii, R_ii = k_4 K_ii T + s_i^2. Derivation: docs/formulas.md, sections 4 and 21.
 *
 * @param tasks K and the noise variances
 * @param kurtosis k_4 = E|z|^4 / (d (d + 2)) of the white features z; 1 for Gaussian ones
 * @param trace computes T, the trace of Sigma, when it is needed; it may take a spectrum
 */
record IndependentFeatureMoments(TaskMoments tasks, DD kurtosis, Supplier<DD> trace) implements StepMoments {
    @Override
    public int length() {
        return tasks.length();
    }

    @Override
    public double taskVariance(int position) {
        return tasks.at(position, position);
    }

    @Override
    public double labelNoise(int position) {
        return tasks.noise(position);
    }

    @Override
    public double signal(int example, int position) {
        return tasks.at(example, position);
    }

    @Override
    public double pair(int i, int j) {
        double k = tasks.at(i, j);
        return i == j ? 2 * kurtosis.hi() * k : k;
    }

    @Override
    public double noise(int i, int j) {
        return i == j ? kurtosis.hi() * tasks.at(i, i) * trace.get().hi() + tasks.noise(i) : 0;
    }

    @Override
    public boolean areAlike() {
        return tasks.areAlike();
    }

    @Override
    public Optional<Alike> alike() {
        if (!tasks.areAlike()) {
            return Optional.empty();
        }
        double noise = tasks.noise(0);
        return Optional.of(
                new Alike(kurtosis.scalb(1), trace.get().multiply(kurtosis).add(noise), noise));
    }

    /**
     * The sums where K = ss' with signs s, s = 1 at the query: 1'k is n, or 0 or -1 where signs alternate, and P = kk'
     * + (2 k_4 - 1) I.
     */
    @Override
    public Optional<Sums> sums() {
        int n = length();
        return tasks.sign().map(sign -> {
            DD signal = DD.of(sign > 0 ? n : -(n % 2));
            DD own = kurtosis.scalb(1).subtract(1).multiply(n);
            return new Sums(
                    signal,
                    signal.square().add(own),
                    trace.get().multiply(kurtosis).multiply(n).add(labelNoise()));
        });
    }

    /** The sum of the noise variances of the examples. */
    private DD labelNoise() {
        if (tasks.noiseVariance().isCommon()) {
            return DD.ofProduct(length(), tasks.noise(0));
        }
        DD sum = DD.ZERO;
        for (int i = 0; i < length(); i++) {
            sum = sum.add(tasks.noise(i));
        }
        return sum;
    }
}
