package icl.core.simulate;

import icl.core.prompt.PromptBatch;

/** A number for each of 64 prompts whose mean is the risk of the prediction x'b at the query. */
interface QueryError {
    /**
     * Computes the numbers.
     *
     * @param prompts a batch of which all examples have been drawn
     * @param b coefficients, shape (d) in lanes
     * @param position of the query in the whole prompt, from 0
     * @param numbers overwritten, one row of lanes
     */
    void compute(PromptBatch prompts, float[] b, int position, float[] numbers);
}
