package icl.core.model;

import icl.core.design.Prompt;

/** A model that computes a {@link BilinearForm}: it only says how its parameters make one. */
public interface BilinearModel extends Model {
    /** Features d. */
    int dim();

    /** Examples n. */
    int length();

    /** Whether u_x, p or their gradients can differ from zero: whether there is a part that is even in the labels. */
    boolean hasEvenPart();

    /** Whether the weights f are parameters. */
    boolean hasFilter();

    /** Whether all weights f are equal, whatever the parameters. */
    boolean hasEqualWeights();

    /** Fills the form that these parameters make. */
    void form(double[] parameters, BilinearForm form);

    /**
     * Turns the gradient of a loss with respect to the form into that with respect to the parameters, shape (size). Entries
     * for what is not a parameter (f of attention, u of a preconditioner) are not read.
     */
    void pullBack(double[] parameters, BilinearForm gradientOfForm, double[] gradient);

    @Override
    default double predict(double[] parameters, Prompt prompt, int m) {
        return formOf(parameters).predict(prompt, m);
    }

    @Override
    default void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
        BilinearForm ofForm = new BilinearForm(dim(), length());
        formOf(parameters).addGradient(prompt, m, weight, ofForm);
        double[] own = new double[gradient.length];
        pullBack(parameters, ofForm, own);
        for (int i = 0; i < own.length; i++) {
            gradient[i] += own[i];
        }
    }

    /** The form that these parameters make, in a buffer of its own. */
    default BilinearForm formOf(double[] parameters) {
        BilinearForm form = new BilinearForm(dim(), length());
        form(parameters, form);
        return form;
    }
}
