package icl.core.design;

import icl.core.covariance.Covariance;

/**
 * The law of the query x given its task, where query and examples are independent given the task. The mean is {@code
 * taskFactor} times the task, scaled as in the label x' task + noise.
 *
 * @param covariance covariance of the query given the task
 *
 * @param taskFactor 0 where the query is independent of the task
 */
public record QueryGivenTask(Covariance covariance, double taskFactor) {}
