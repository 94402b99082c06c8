package icl.core.risk;

import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.model.Loss;
import java.util.Optional;

/**
 * The exact risk of x' W X'(w o y) as a function of W and w, with its gradient: what {@link RiskFormulas#exact} gives for {@code
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

    /** Whether the risk has a closed form. */
    static boolean covers(Design design, Loss loss) {
        return design instanceof IidDesign
                || design instanceof DriftDesign
                || (loss == Loss.QUERY && design instanceof RetrievalDesign)
                || (loss == Loss.QUERY && design instanceof AlignedDesign && design.isIsotropic());
    }

    /** Of a design; empty where the risk has no closed form. */
    static Optional<RiskSurface> of(Design design, Loss loss) {
        if (design instanceof IidDesign || design instanceof DriftDesign) {
            return Optional.of(WhitenedSurface.of(design, LinearSurface.of(design, loss)));
        }
        if (loss == Loss.QUERY && design instanceof RetrievalDesign retrieval) {
            return Optional.of(WhitenedSurface.of(design, RetrievalSurface.of(retrieval)));
        }
        if (loss == Loss.QUERY && design instanceof AlignedDesign aligned && design.isIsotropic()) {
            return Optional.of(AlignedSurface.of(aligned));
        }
        return Optional.empty();
    }
}
