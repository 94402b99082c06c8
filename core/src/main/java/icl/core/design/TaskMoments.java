package icl.core.design;

import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import java.util.Optional;

/**
 * Correlations of the tasks and noise variances of the labels by position, from 0, the query last.
 *
 * @param correlation K; empty where all positions have the same task, so that K = 1
 */
public record TaskMoments(Optional<TaskCorrelation> correlation, Profile noiseVariance, int length) {
    public TaskMoments {
        correlation = correlation.filter(k -> !k.isOne());
    }

    /** Moments of a prompt with one task. */
    public static TaskMoments ofOneTask(Profile noiseVariance, int length) {
        return new TaskMoments(Optional.empty(), noiseVariance, length);
    }

    /** K_ij. */
    public double at(int i, int j) {
        return correlation.isEmpty() ? 1 : correlation.get().at(i, j, length);
    }

    /** rho where K_ij = rho^(i - j) with rho 1 or -1; empty elsewhere. */
    Optional<Integer> sign() {
        if (correlation.isEmpty()) {
            return Optional.of(1);
        }
        return correlation.get().alternates() ? Optional.of(-1) : Optional.empty();
    }

    /** s_i^2. */
    public double noise(int i) {
        return noiseVariance.at(i);
    }

    /** Whether all examples have one task and one noise. */
    public boolean areAlike() {
        return correlation.isEmpty() && noiseVariance.isCommon();
    }
}
