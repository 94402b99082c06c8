package icl.core.train;

import icl.core.records.Default;

/** The part of each prompt that is drawn for training. */
@Default("sufficient")
public enum Sampler {
    /** Every feature of every example. */
    FEATURES,
    /** The statistic that the model depends on, where its law is known; else every feature. */
    SUFFICIENT
}
