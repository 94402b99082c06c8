package icl.core.model;

import icl.core.design.SufficientStatistic;
import java.util.function.Supplier;

/**
 * An estimator that is linear in the query, with fixed parameters.
 *
 * @param sees the least statistic of a prompt that it depends on
 * @param source allocates a computation of its coefficients
 */
public record Estimator(SufficientStatistic sees, Supplier<QueryCoefficients> source) {
    /** The estimator of a model with these parameters, shape (size). */
    public static Estimator of(LinearInQuery model, double[] parameters) {
        return new Estimator(model.sees(), () -> {
            QueryCoefficients.Trainable coefficients = model.coefficients(model.length());
            coefficients.set(parameters.clone());
            return coefficients;
        });
    }
}
