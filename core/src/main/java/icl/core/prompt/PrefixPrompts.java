package icl.core.prompt;

/**
 * The prefixes of whole prompts, in ascending order of length: {@link #start} gives the one without examples, {@link
 * #lengthen} the next. The query of a prefix of m examples is position m of the prompt, with its task and label. All m
 * examples are given at once.
 *
 * <p>If tasks differ between examples, the whole prompts must be drawn one example at a time.
 */
public final class PrefixPrompts extends PromptBatch {
    private final PromptBatch whole;
    private final int most;
    private int drawn;
    private boolean isDrawn;

    /** Wraps a batch of whole prompts, whose prefixes are drawn. */
    public PrefixPrompts(PromptBatch whole) {
        super(whole.dim(), 0, Math.max(1, whole.length()));
        this.whole = whole;
        most = whole.length();
    }

    @Override
    protected void begin(long first) {
        whole.start(first);
        drawn = 0;
        isDrawn = false;
        length = 0;
        predict();
    }

    /** Advances to the prefix with one more example; returns false after the whole prompt. */
    public boolean lengthen() {
        if (length == most) {
            return false;
        }
        length++;
        rewind();
        predict();
        return true;
    }

    /** Copies position {@code length} to the query. */
    private void predict() {
        while (drawn <= length && !isDrawn) {
            drawMore();
        }
        boolean isLast = length == most;
        System.arraycopy(isLast ? whole.query : features, isLast ? 0 : length * dim * LANES, query, 0, dim * LANES);
        System.arraycopy(isLast ? whole.target : labels, isLast ? 0 : length * LANES, target, 0, LANES);
        System.arraycopy(whole.task, 0, task, 0, dim * LANES);
        System.arraycopy(whole.group, 0, group, 0, LANES);
    }

    private void drawMore() {
        int count = whole.next();
        System.arraycopy(whole.features, 0, features, drawn * dim * LANES, count * dim * LANES);
        System.arraycopy(whole.labels, 0, labels, drawn * LANES, count * LANES);
        drawn += count;
        isDrawn = count == 0;
    }

    /** Does nothing, since the examples of the prefix are drawn already. */
    @Override
    protected void draw(int first, int count) {}
}
