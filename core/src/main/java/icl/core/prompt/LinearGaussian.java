package icl.core.prompt;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskGroup;
import java.util.List;

/**
 * The common parameters of linear Gaussian prompts, whose labels are linear in the features up to noise. Features,
 * noise and the tasks of each group are Gaussian.
 *
 * @param dim features d, at least 1
 * @param length examples n, at least 0
 * @param noiseVariance variance of the label noise by position, the query last
 * @param featureCovariance S_x
 * @param tasks the groups of the mixture of tasks; one group where tasks are Gaussian
 */
public record LinearGaussian(
        int dim, int length, Profile noiseVariance, Covariance featureCovariance, List<TaskGroup> tasks) {
    public LinearGaussian {
        tasks = List.copyOf(tasks);
    }

    /** The parameters with Gaussian tasks of mean 0. */
    public LinearGaussian(
            int dim, int length, Profile noiseVariance, Covariance featureCovariance, Covariance taskCovariance) {
        this(
                dim,
                length,
                noiseVariance,
                featureCovariance,
                List.of(new TaskGroup(1, Profile.common(0), taskCovariance)));
    }

    /** Standard deviation of the noise by position, shape (n + 1), the query last. */
    float[] deviations() {
        float[] deviations = new float[length + 1];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = (float) Math.sqrt(noiseVariance.at(i));
        }
        return deviations;
    }

    CovarianceRoot featureRoot() {
        return CovarianceRoot.of(featureCovariance, dim);
    }

    TaskMixture taskMixture() {
        return new TaskMixture(tasks, dim);
    }
}
