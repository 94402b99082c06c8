package icl.core.covariance;

import icl.core.check.Require;
import icl.core.records.Default;

/**
 * One group of a mixture of Gaussian tasks: beta ~ N(mean, covariance) with probability proportional to the weight.
 *
 * @param weight at least 0; weights of all groups are divided by their sum
 * @param mean one number for all coordinates, or d numbers
 */
public record TaskGroup(
        @Default("1") double weight, @Default("0") Profile mean, Covariance covariance) {
    public TaskGroup {
        Require.nonNegative("weight", weight);
        for (int i = 0; i < mean.values().size(); i++) {
            Require.finite(mean.isCommon() ? "mean" : "mean[" + i + "]", mean.at(i));
        }
    }

    /** This group for {@code dim} features, checked and in its canonical form. */
    public TaskGroup of(int dim) {
        return new TaskGroup(weight, mean.overCoordinates("mean", dim), covariance.of("covariance", dim));
    }

    /** This group for tasks that are multiplied by 2^exponent. */
    public TaskGroup scaled(int dim, int exponent) {
        return new TaskGroup(weight, mean.scaled(exponent), covariance.scaled(dim, 2 * exponent));
    }

    /** Whether the mean is 0. */
    public boolean isCentred() {
        return mean.isCommon() && mean.at(0) == 0;
    }
}
