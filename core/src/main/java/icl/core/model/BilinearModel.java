package icl.core.model;

import icl.core.prompt.Prompt;

/** A model that computes a {@link BilinearForm}; implementations map parameters to the form. */
public interface BilinearModel extends LinearInQuery, FormParameters {
    @Override
    default QueryCoefficients.Trainable coefficients(int examples) {
        return new BilinearCoefficients(this, examples);
    }

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

    /** The form of these parameters, in a new buffer. */
    default BilinearForm formOf(double[] parameters) {
        BilinearForm form = new BilinearForm(dim(), length());
        form(parameters, form);
        return form;
    }
}
