package icl.core.train;

import icl.core.records.Default;

/** How much of each prompt is drawn for training. */
@Default("sufficient")
public enum Sampler {
    /** Every feature of every example. */
    FEATURES,
    /** Only what the model sees, where its law is known; else every feature. */
    SUFFICIENT
}
