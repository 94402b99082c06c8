package icl.core.linalg;

/** A differentiable function of many parameters, to be minimised. */
@FunctionalInterface
public interface Objective {
    /** The value at the parameters; overwrites the gradient, which has their shape. */
    double at(double[] parameters, double[] gradient);
}
