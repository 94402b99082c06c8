package icl.core.risk;

import icl.core.covariance.Preconditioner;
import icl.core.design.Design;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/** An exact risk for the questions it covers. Stateless. Those of a user are {@link CustomFormula}s. */
public interface RiskFormula {
    /** The answer, or empty where another formula is meant. Throws {@link NoClosedForm} where this one should and cannot. */
    Optional<Risk> answer(Question question);

    /**
     * Eigenvalues, shape (d), of the whitened full-rank optimum of linear attention in the design's frame: what {@code lora}
     * starts from. Empty where another formula is meant.
     */
    Optional<DD[]> attentionScales(Design design);

    /**
     * The frozen preconditioner plus its best update, in the design's own coordinates. Empty where another formula is meant, or
     * where the update is a multiple of a projector.
     */
    default Optional<Preconditioner> adapted(Design design, Loss loss, Predictor.Lora lora) {
        return Optional.empty();
    }
}
