package icl.core.prompt;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;

/**
 * Parameters that all linear Gaussian prompts have: labels are linear in the features up to noise; features, task and noise are
 * Gaussian.
 *
 * @param dim features d, at least 1
 * @param length examples n, at least 0
 * @param noiseVariance variance of the label noise by position, the query last
 * @param featureCovariance S_x
 * @param taskCovariance S_beta
 */
public record LinearGaussian(
        int dim, int length, Profile noiseVariance, Covariance featureCovariance, Covariance taskCovariance) {
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

    CovarianceRoot taskRoot() {
        return CovarianceRoot.of(taskCovariance, dim);
    }
}
