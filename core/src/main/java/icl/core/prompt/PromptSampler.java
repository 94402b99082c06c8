package icl.core.prompt;

import icl.core.random.StreamKey;

/** A law of prompts that can be drawn from, whole or in the form of a sufficient statistic. */
@FunctionalInterface
public interface PromptSampler {
    /** Opens a batch of prompts of this law, drawn from a stream; the batch is for one thread. */
    PromptBatch open(StreamKey stream);
}
