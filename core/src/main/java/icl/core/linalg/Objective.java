package icl.core.linalg;

/** A smooth function of many parameters. */
@FunctionalInterface
public interface Objective {
    /** The value; the gradient, of the shape of the parameters, is overwritten. */
    double at(double[] parameters, double[] gradient);
}
