package icl.core.prompt;

import icl.core.random.StreamKey;

/** Whole prompts of one task, features independent of each other and of the task. */
public final class IidPrompts extends WholePrompts {
    public IidPrompts(LinearGaussian law, StreamKey stream) {
        super(law, stream, chunk(law.dim(), law.length()));
    }

    @Override
    void begin() {
        drawQuery();
        drawTask(task);
        drawTarget();
    }
}
