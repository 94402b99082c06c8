package icl.core.prompt;

import icl.core.covariance.FeatureLaw;
import icl.core.random.StreamKey;

/** Whole prompts of one task, with features that are independent of each other and of the task. */
public final class IidPrompts extends WholePrompts {
    /** Allocates a batch. */
    public IidPrompts(LinearGaussian law, FeatureLaw featureLaw, StreamKey stream) {
        super(law, featureLaw, stream, chunk(law.dim(), law.length()));
    }

    @Override
    void begin() {
        drawQuery();
        drawTask(task);
        drawTarget();
    }
}
