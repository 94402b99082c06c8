package icl.core.covariance;

import icl.core.check.Require;
import icl.core.records.Default;

/**
 * A bank of tasks: {@code size} tasks are drawn once from the law of the task, and the task of each prompt is drawn
 * uniformly from them. A smaller bank of the same seed consists of the first tasks of a larger one.
 *
 * @param size the number of tasks K
 * @param seed the seed of the stream that they are drawn from
 */
public record TaskPool(int size, @Default("0") long seed) {
    private static final int MOST = 1_000_000;

    public TaskPool {
        Require.that(size >= 1 && size <= MOST, "size", size, "in 1.." + MOST);
    }
}
