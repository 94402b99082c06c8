package icl.core.model;

/**
 * A model whose prediction is linear in the features of the query, x'b with b a function of the examples, written in lanes. Given the
 * task its risk is then a quadratic form in b, whatever else the model computes: all such models are simulated and trained alike.
 */
public interface LinearInQuery extends Model {
    /** Features d. */
    int dim();

    /** Examples n of the prompts that the model is made for. */
    int length();

    /**
     * Allocates a computation of b.
     *
     * @param examples the most that a prompt of the batches has
     */
    QueryCoefficients.Trainable coefficients(int examples);
}
