package icl.core.evaluate;

import icl.core.records.Default;

/**
 * The parameters of attention and H3 that are trained. With a bounded rank, and for other predictors, they are always
 * those of the step.
 */
@Default("full")
public enum Parameterisation {
    /** Those of the layer: W_q, W_k, W_v, v and the filter. */
    FULL,
    /** Those of the gradient step that is equivalent to the layer: the preconditioner, and the weights of H3. */
    STEP
}
