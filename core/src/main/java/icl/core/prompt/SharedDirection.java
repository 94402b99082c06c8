package icl.core.prompt;

import icl.core.covariance.Profile;

/**
 * The direction along which the examples of a prompt are correlated with the query or have a mean.
 *
 * @param direction the vector
 * @param alpha a, the correlation or alignment: one number, or one for each example; 0 where there is no direction
 */
public record SharedDirection(Direction direction, Profile alpha) {
    /** The vector that gives the direction. */
    public enum Direction {
        /** None: examples are independent of query and task. */
        NONE,
        /** The query x: x_i = a_i x + sqrt(1 - a_i^2) g_i. */
        QUERY,
        /**
         * The task beta: x_i and the query are a beta + g_i, and labels are multiplied by gamma, gamma^2 = 1 / (a^2 d +
         * 1).
         */
        TASK
    }

    /** No direction. */
    public static SharedDirection none() {
        return new SharedDirection(Direction.NONE, Profile.common(0));
    }

    /** The query is the direction. */
    public static SharedDirection query(Profile alpha) {
        return new SharedDirection(Direction.QUERY, alpha);
    }

    /** The task is the direction. */
    public static SharedDirection task(double alpha) {
        return new SharedDirection(Direction.TASK, Profile.common(alpha));
    }

    boolean isQuery() {
        return direction == Direction.QUERY;
    }

    boolean isTask() {
        return direction == Direction.TASK;
    }

    /** The factor of the task in the label: gamma where the direction is the task, else 1. */
    float labelScale(int dim) {
        double a = alpha.at(0);
        return isTask() ? (float) (1 / Math.sqrt(a * a * dim + 1)) : 1;
    }

    /**
     * The factor of the stored task, gamma beta, in the features: a / gamma where the direction is the task, else 0.
     */
    float taskFactor(int dim) {
        return isTask() ? (float) (alpha.at(0) / labelScale(dim)) : 0;
    }

    /** The standard deviation of example i given the direction: sqrt(1 - a_i^2) where it is the query, else 1. */
    float deviation(int example) {
        double a = isQuery() ? alpha.at(example) : 0;
        return (float) Math.sqrt((1 - a) * (1 + a));
    }
}
