package icl.core.covariance;

import icl.core.check.Require;
import icl.core.records.Default;

/**
 * A bank of tasks: so many are drawn once from the law of the task, and the tasks of all prompts are drawn uniformly from these. The
 * tasks of a smaller bank of the same seed are the first ones of a larger one.
 *
 * @param size tasks K
 * @param seed of the stream that they are drawn from
 */
public record TaskPool(int size, @Default("0") long seed) {
    private static final int MOST = 1_000_000;

    public TaskPool {
        Require.that(size >= 1 && size <= MOST, "size", size, "in 1.." + MOST);
    }
}
