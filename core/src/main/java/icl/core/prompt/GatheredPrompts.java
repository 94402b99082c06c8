package icl.core.prompt;

import icl.core.check.Interrupted;
import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Whole prompts that are drawn one at a time, in double precision, and copied to lanes. Each prompt has its own
 * generator. The tasks are not known, and are NaN.
 */
public final class GatheredPrompts extends PromptBatch {
    private final Function<RandomGenerator, Prompt> draw;
    private final StreamKey stream;

    /**
     * Allocates a batch.
     *
     * @param draw draws a prompt of this dim and length
     */
    public GatheredPrompts(int dim, int length, Function<RandomGenerator, Prompt> draw, StreamKey stream) {
        super(dim, length, Math.max(1, length));
        this.draw = draw;
        this.stream = stream;
        Arrays.fill(task, Float.NaN);
    }

    @Override
    protected void begin(long first) {
        Require.that(first >= 0 && first % LANES == 0, "first prompt", first, "a multiple of " + LANES);
        for (int lane = 0; lane < LANES; lane++) {
            Interrupted.check();
            place(draw.apply(new CounterRandom(stream, first + lane)), lane);
        }
    }

    private void place(Prompt prompt, int lane) {
        if (prompt.dim() != dim || prompt.length() != length) {
            throw new Invalid(
                    "prompt drawn",
                    prompt.dim() + " features and " + prompt.length() + " examples",
                    "those of its design, " + dim + " and " + length);
        }
        for (int c = 0; c < dim; c++) {
            for (int i = 0; i < length; i++) {
                features[(i * dim + c) * LANES + lane] =
                        (float) prompt.features().get(i, c);
            }
            query[c * LANES + lane] = (float) prompt.features().get(length, c);
        }
        for (int i = 0; i < length; i++) {
            labels[i * LANES + lane] = (float) prompt.labels().get(i);
        }
        target[lane] = (float) prompt.labels().get(length);
        group[lane] = prompt.group();
    }

    /** Does nothing, since all examples are drawn when the prompt begins. */
    @Override
    protected void draw(int first, int count) {}
}
