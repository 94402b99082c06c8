package icl.core.model;

/**
 * A model whose prediction is linear in the features of the query: x'b, with b a function of the examples that is
 * computed in lanes. Given the task its risk is a quadratic form in b, so that all such models are simulated and
 * trained by the same code.
 */
public interface LinearInQuery extends Model {
    /** Features d. */
    int dim();

    /** Examples n of a prompt of the model. */
    int length();

    /**
     * Allocates a computation of b.
     *
     * @param examples the largest number of examples in a prompt of the batches
     */
    QueryCoefficients.Trainable coefficients(int examples);
}
