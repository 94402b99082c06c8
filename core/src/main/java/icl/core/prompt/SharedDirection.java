package icl.core.prompt;

import icl.core.covariance.Profile;

/**
 * The direction that all examples of a prompt share, and how strongly.
 *
 * @param direction which vector it is
 * @param alpha a: one number, or one for each example; 0 where there is no direction
 */
public record SharedDirection(Direction direction, Profile alpha) {
    /** The vector that examples share. */
    public enum Direction {
        /** Examples are independent of query and task. */
        NONE,
        /** x_i = a_i x + sqrt(1 - a_i^2) g_i, x the query. */
        QUERY,
        /** x_i and the query are a beta + g_i, beta the task; labels are multiplied by gamma, gamma^2 = 1 / (a^2 d + 1). */
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

    /** The factor of the task in the label: gamma with a task axis, else 1. */
    float labelScale(int dim) {
        double a = alpha.at(0);
        return isTask() ? (float) (1 / Math.sqrt(a * a * dim + 1)) : 1;
    }

    /** a / gamma, the factor in the features of the task as it is kept, gamma beta; 0 without a task axis. */
    float taskFactor(int dim) {
        return isTask() ? (float) (alpha.at(0) / labelScale(dim)) : 0;
    }

    /** sqrt(1 - a_i^2), the deviation of example i across a query axis; 1 on the others. */
    float deviation(int example) {
        double a = isQuery() ? alpha.at(example) : 0;
        return (float) Math.sqrt((1 - a) * (1 + a));
    }
}
