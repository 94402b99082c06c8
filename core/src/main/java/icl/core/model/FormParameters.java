package icl.core.model;

/** The map from parameters to a {@link BilinearForm}. */
public interface FormParameters {
    /** Features d. */
    int dim();

    /** Examples n. */
    int length();

    /** The parts that the form has. */
    FormParts parts();

    /** Overwrites the form with that of these parameters. */
    void form(double[] parameters, BilinearForm form);

    /**
     * Overwrites the gradient of a loss with respect to the parameters, shape (size), from the one with respect to the
     * form. Entries of the form that are constant (f of attention, u of a step) are not read.
     */
    void pullBack(double[] parameters, BilinearForm gradientOfForm, double[] gradient);
}
