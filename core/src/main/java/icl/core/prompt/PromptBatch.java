package icl.core.prompt;

import icl.core.check.Interrupted;
import icl.core.linalg.LaneAlgebra;
import icl.core.random.LaneRandom;

/**
 * Prompts of {@link LaneAlgebra#LANES} at once: {@link #start} gives the query's features, {@link #next} the examples, a few at a
 * time, and after the last of them there are the query's task and label. What prompt number p holds depends on the stream and p
 * alone.
 *
 * <p>Examples need not be those of the prompt: a batch may stand for all n of them by fewer ones with the same X'X, X'y and y'y,
 * or the same X'y, in distribution and jointly with the query and the task. Arrays are used again and are not to be written to
 * from outside; a vector of d numbers is d rows of LANES.
 */
public abstract class PromptBatch {
    static final int LANES = LaneAlgebra.LANES;
    static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;

    /** Rows of features drawn at once: enough for the generator to be busy, few enough to stay in the first cache. */
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
     * @param chunk examples drawn at once, at least 1; 1 where tasks differ between examples
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

    /** Examples to draw at once: an even number, so that they go through the registers in pairs. */
    static int chunk(int dim, int length) {
        int pairs = Math.max(1, Math.floorDiv(ROWS, 2 * dim));
        return Math.max(1, Math.min(length, 2 * pairs));
    }

    public final int dim() {
        return dim;
    }

    /** Examples that stand for those of a prompt. */
    public final int length() {
        return length;
    }

    /** Begins with prompts {@code first} to {@code first + LANES - 1}, first a multiple of LANES; draws the queries' features. */
    public final void start(long first) {
        begin(first);
        rewind();
    }

    /** Lets {@link #next} give the examples from the first one on. */
    final void rewind() {
        given = 0;
        isEnded = false;
    }

    /** Begins with a prompt: fills {@link #query}, and task and target unless {@link #end} does. */
    protected abstract void begin(long first);

    /** Draws the next examples: how many there are now in {@link #features} and {@link #labels}; 0 at the end. */
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

    /** Makes the query's task and label where they come last. */
    protected void end() {}

    /** Features of the query, shape (d). */
    public final float[] query() {
        return query;
    }

    /**
     * The task of the last example drawn, and after the end that of the query, shape (d), scaled as it enters the label. NaN
     * where the prompts do not tell their tasks.
     */
    public final float[] task() {
        return task;
    }

    /** The group that the task of each prompt is of, one number for each lane; 0 where there is one group, or none is known. */
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
