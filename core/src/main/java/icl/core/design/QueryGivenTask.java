package icl.core.design;

import icl.core.covariance.Covariance;

/**
 * The law of the query x given its task, which is then independent of the examples: mean {@code taskFactor} times the task as a batch
 * keeps it (the label is x' task + noise), and this covariance.
 *
 * @param taskFactor 0 where the query is independent of the task
 */
public record QueryGivenTask(Covariance covariance, double taskFactor) {}
