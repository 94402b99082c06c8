package icl.core.model;

/**
 * The parts of a {@link BilinearForm} that a model has.
 *
 * @param even whether u_x, p or their gradients can differ from 0, so that there is a part that is even in the labels
 * @param trainedWeights whether the weights f are parameters
 */
public record FormParts(boolean even, boolean trainedWeights) {}
