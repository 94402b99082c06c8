package icl.core.prompt;

import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.random.StreamKey;

/**
 * Whole prompts one at a time, by their numbers, for computations that are not in lanes. A block of lanes is cached for
 * consecutive prompts. For one thread.
 */
public final class PromptSource {
    private static final int LANES = LaneAlgebra.LANES;

    private final PromptBatch lanes;
    private final float[] features;
    private final float[] labels;
    private long first = -1;

    /** Allocates a source of whole prompts, drawn from a stream. */
    public PromptSource(PromptSampler whole, StreamKey stream) {
        lanes = whole.open(stream);
        features = LaneAlgebra.rows((lanes.length() + 1) * lanes.dim());
        labels = LaneAlgebra.rows(lanes.length() + 1);
    }

    /** The prompt of that number, from 0. Always returns the same prompt for a number. */
    public Prompt prompt(long number) {
        int lane = (int) (number % LANES);
        if (number - lane != first) {
            first = number - lane;
            fill();
        }
        int d = lanes.dim();
        return new Prompt(
                Matrix.from(lanes.length() + 1, d, (i, c) -> features[(i * d + c) * LANES + lane]),
                Vector.from(lanes.length() + 1, i -> labels[i * LANES + lane]),
                lanes.group()[lane]);
    }

    private void fill() {
        int rows = lanes.dim() * LANES;
        lanes.start(first);
        int drawn = 0;
        for (int count = lanes.next(); count > 0; count = lanes.next()) {
            System.arraycopy(lanes.features(), 0, features, drawn * rows, count * rows);
            System.arraycopy(lanes.labels(), 0, labels, drawn * LANES, count * LANES);
            drawn += count;
        }
        System.arraycopy(lanes.query(), 0, features, drawn * rows, rows);
        System.arraycopy(lanes.target(), 0, labels, drawn * LANES, LANES);
    }
}
