package icl.core.model;

/** How parameters make a {@link BilinearForm}. */
public interface FormParameters {
    /** Features d. */
    int dim();

    /** Examples n. */
    int length();

    /** Which parts the form has. */
    FormParts parts();

    /** Fills the form that these parameters make. */
    void form(double[] parameters, BilinearForm form);

    /**
     * Turns the gradient of a loss with respect to the form into that with respect to the parameters, shape (size). Entries
     * for what is not a parameter (f of attention, u of a preconditioner) are not read.
     */
    void pullBack(double[] parameters, BilinearForm gradientOfForm, double[] gradient);
}
