package icl.core.model;

import icl.core.prompt.PromptBatch;

/**
 * The coefficients b of an estimator that is linear in the features of the query, with prediction x'b. They are a
 * function of the examples, computed in lanes for the prompts of a batch, in single precision. An instance is for one
 * thread.
 */
public interface QueryCoefficients {
    /**
     * Computes b for the current prompts of a batch that has been started; reads all its examples.
     *
     * @param prompts whole prompts, or prompts with the statistic that the estimator depends on
     * @param b overwritten, shape (d) in lanes
     */
    void compute(PromptBatch prompts, float[] b);

    /**
     * Computes b for a prefix of {@link PromptBatch#length} examples. It is called for the prefixes of a block of
     * prompts in ascending order of length, from 0.
     */
    default void computePrefix(PromptBatch prefix, float[] b) {
        compute(prefix, b);
    }

    /** Coefficients that depend on parameters, with gradients, for training. */
    interface Trainable extends QueryCoefficients {
        /** Sets the parameters, shape (size), for the following computations, and sets the gradient to 0. */
        void set(double[] parameters);

        /**
         * Adds to the gradient of a sum over prompts.
         *
         * @param slope the derivative of the sum with respect to the b computed last, shape (d) in lanes
         */
        void addGradient(float[] slope);

        /**
         * Overwrites the gradient with respect to the parameters, shape (size), by the sum of the gradients added since
         * the parameters were set.
         */
        void gradient(double[] gradient);
    }
}
