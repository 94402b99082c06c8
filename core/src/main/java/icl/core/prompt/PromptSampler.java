package icl.core.prompt;

import icl.core.random.StreamKey;

/** A sampler of prompts of a law, whole or reduced to a sufficient statistic. */
@FunctionalInterface
public interface PromptSampler {
    /** Allocates a batch that draws prompts from a stream. The batch is for one thread. */
    PromptBatch open(StreamKey stream);
}
