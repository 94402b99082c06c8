package icl.core.prompt;

import icl.core.check.Interrupted;
import icl.core.linalg.LaneAlgebra;
import icl.core.random.LaneRandom;

/**
 * A batch of {@link LaneAlgebra#LANES} prompts in lanes. {@link #start} draws the features of the queries and {@link
 * #next} the examples, a few at a time; after the last examples the tasks and labels of the queries are known. Prompt
 * number p depends on the stream and on p only.
 *
 * <p>A batch may have fewer examples than the prompts that it represents, if these have the law of a statistic of all n
 * examples, X'X, X'y and y'y or X'y, jointly with the query and the task. Arrays are reused and must not be written to
 * by callers; a vector of d numbers is d rows of LANES.
 */
public abstract class PromptBatch {
    static final int LANES = LaneAlgebra.LANES;
    static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;

    /**
     * Rows of features drawn at once: many enough for the generator to be efficient, few enough to stay in the
     * first-level cache.
     */
    private static final int ROWS = 32;

    final int dim;
    final int chunk;
    int length;
    final float[] query;
    final float[] task;
    final float[] features;
    final float[] labels;
    final float[] target = LaneAlgebra.rows(1);
    final int[] group = new int[LANES];
    private int given;
    private boolean isEnded;

    /**
     * Allocates a batch.
     *
     * @param length examples of each prompt
     * @param chunk number of examples drawn at once, at least 1; 1 where tasks differ between examples
     */
    protected PromptBatch(int dim, int length, int chunk) {
        this.dim = dim;
        this.length = length;
        this.chunk = chunk;
        query = LaneAlgebra.rows(LaneRandom.paddedRows(dim));
        task = LaneAlgebra.rows(LaneRandom.paddedRows(dim));
        features = LaneAlgebra.rows(LaneRandom.paddedRows(chunk * (dim + 1)));
        labels = LaneAlgebra.rows(chunk);
    }

    /** The number of examples to draw at once, which is even, since {@link LaneAlgebra} computes them in pairs. */
    static int chunk(int dim, int length) {
        int pairs = Math.max(1, Math.floorDiv(ROWS, 2 * dim));
        return Math.max(1, Math.min(length, 2 * pairs));
    }

    public final int dim() {
        return dim;
    }

    /** The number of examples of this batch, which may represent more examples of a prompt. */
    public final int length() {
        return length;
    }

    /**
     * Starts prompts {@code first} to {@code first + LANES - 1}, first a multiple of LANES, and draws the features of
     * the queries.
     */
    public final void start(long first) {
        begin(first);
        rewind();
    }

    /** Lets {@link #next} return the examples from the first one again. */
    final void rewind() {
        given = 0;
        isEnded = false;
    }

    /** Starts prompts: fills {@link #query}, and task and target unless {@link #end} does. */
    protected abstract void begin(long first);

    /** Draws the next examples into {@link #features} and {@link #labels}, and returns their number; 0 at the end. */
    public final int next() {
        Interrupted.check();
        int count = Math.min(chunk, length - given);
        if (count > 0) {
            draw(given, count);
            given += count;
        } else if (!isEnded) {
            isEnded = true;
            end();
        }
        return count;
    }

    /** Draws examples {@code first} to {@code first + count - 1} into the first rows of features and labels. */
    protected abstract void draw(int first, int count);

    /** Fills task and label of the query where they come last. */
    protected void end() {}

    /** Features of the query, shape (d). */
    public final float[] query() {
        return query;
    }

    /**
     * The task of the last example drawn, and after the end that of the query, shape (d), scaled as it enters the
     * label; NaN where the tasks are not known.
     */
    public final float[] task() {
        return task;
    }

    /**
     * The group of the task of each prompt, one number for each lane; 0 where there is one group or it is not known.
     */
    public final int[] group() {
        return group;
    }

    /** Features of the last examples drawn, shape (count, d). */
    public final float[] features() {
        return features;
    }

    /** Labels of the last examples drawn, shape (count). */
    public final float[] labels() {
        return labels;
    }

    /** Label of the query. */
    public final float[] target() {
        return target;
    }
}
