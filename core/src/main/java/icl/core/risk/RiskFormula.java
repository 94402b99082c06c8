package icl.core.risk;

import icl.core.design.Design;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/** An exact risk for the questions it covers. Stateless. Those of a user are {@link OwnFormula}s. */
public interface RiskFormula {
    /** The answer, or empty where another formula is meant. Throws {@link NoClosedForm} where this one should and cannot. */
    Optional<Risk> answer(Question question);

    /**
     * Eigenvalues, shape (d), of the whitened full-rank optimum of linear attention in the design's frame: what {@code lora}
     * starts from. Empty where another formula is meant.
     */
    Optional<DD[]> attentionScales(Design design);
}
