package icl.core.model;

import icl.core.prompt.PromptBatch;

/**
 * The coefficients b of an estimator that is linear in the features of the query, prediction = x'b: a function of the examples. Computed
 * for the prompts of a batch in lanes, in single precision; an instance is for one thread.
 */
public interface QueryCoefficients {
    /**
     * Computes b for the prompts that a batch has been started on; takes all of its examples.
     *
     * @param prompts whole ones, or others that show what the estimator sees
     * @param b overwritten, shape (d) in lanes
     */
    void compute(PromptBatch prompts, float[] b);

    /**
     * Computes b for a prefix, whose {@link PromptBatch#length} is its number of examples. The prefixes of a block of prompts are
     * asked for in ascending order, from the one without examples on.
     */
    default void computePrefix(PromptBatch prefix, float[] b) {
        compute(prefix, b);
    }

    /** Coefficients that depend on parameters, with the gradient: what a loss needs for training. */
    interface Trainable extends QueryCoefficients {
        /** Takes the parameters, shape (size), for all that follows, and begins with a gradient of zero. */
        void set(double[] parameters);

        /**
         * Adds to the gradient of a sum over prompts.
         *
         * @param slope the derivative with respect to the b computed last, shape (d) in lanes
         */
        void addGradient(float[] slope);

        /** Overwrites the gradient with respect to the parameters, shape (size), of what was added since they were set. */
        void gradient(double[] gradient);
    }
}
