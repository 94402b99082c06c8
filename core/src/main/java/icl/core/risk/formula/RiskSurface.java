package icl.core.risk.formula;

/**
 * The exact risk of x' W X'(w o y) as a function of W and w, with its gradient. Its values are the exact risks of
 * {@code given} predictors, in plain doubles: fast enough for the thousands of evaluations of a gradient descent.
 *
 * <p>Unit: label squared. Cost: O(d^3 + n), and O(n^2) where examples differ (drifting tasks, correlated features).
 * Accuracy: relative error about 1e-15 times the ratio of zero risk to risk.
 */
public interface RiskSurface {
    /**
     * The risk, with its gradient.
     *
     * @param w W by rows, shape (d, d)
     * @param weights w, shape (n)
     * @param gradientW overwritten, shape (d, d)
     * @param gradientWeights overwritten, shape (n)
     */
    double at(double[] w, double[] weights, double[] gradientW, double[] gradientWeights);
}
