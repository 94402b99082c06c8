package icl.core.risk.formula;

/**
 * The exact risk of x' W X'(w o y) as a function of W and w, with its gradient: what the exact risk is for {@code
 * given} predictors, in plain doubles and fit for the thousands of values that a descent asks for.
 *
 * <p>Unit: label squared. Cost: O(d^3 + n) and, on drifting tasks, O(n^2). Accuracy: relative error some 1e-15 times the ratio
 * of zero risk to risk.
 */
public interface RiskSurface {
    /**
     * The risk.
     *
     * @param w W by rows, shape (d, d)
     * @param weights w, shape (n)
     * @param gradientW overwritten, shape (d, d)
     * @param gradientWeights overwritten, shape (n)
     */
    double at(double[] w, double[] weights, double[] gradientW, double[] gradientWeights);
}
