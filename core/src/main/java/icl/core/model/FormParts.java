package icl.core.model;

/**
 * Which parts of a {@link BilinearForm} a model has.
 *
 * @param even whether u_x, p or their gradients can differ from zero: whether there is a part that is even in the labels
 * @param trainedWeights whether the weights f are parameters
 */
public record FormParts(boolean even, boolean trainedWeights) {}
