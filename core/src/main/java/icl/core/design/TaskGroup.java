package icl.core.design;

import icl.core.check.Require;
import icl.core.covariance.Covariance;
import icl.core.linalg.Vector;

/**
 * One group of a mixture of Gaussian tasks: beta ~ N(mean, covariance) with probability proportional to the weight.
 *
 * @param weight at least 0; weights of all groups are divided by their sum
 * @param mean shape (1) where all coordinates are equal, else (d)
 */
public record TaskGroup(double weight, Vector mean, Covariance covariance) {
    public TaskGroup {
        Require.nonNegative("weight", weight);
        for (int i = 0; i < mean.size(); i++) {
            Require.finite("mean[" + i + "]", mean.get(i));
        }
    }
}
