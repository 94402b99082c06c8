package icl.core.evaluate;

import icl.core.records.Default;

/** Which parameters of attention and H3 are trained. With a rank, and for other predictors, it is always the step. */
@Default("full")
public enum Parameterisation {
    /** W_q, W_k, W_v, v and the filter of the layer. */
    FULL,
    /** The preconditioner, and the weights of H3, of the gradient step that the layer amounts to. */
    STEP
}
