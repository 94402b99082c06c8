package icl.core.risk;

import icl.core.design.Design;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * An exact risk of the user's own: a service that {@link java.util.ServiceLoader} finds on the class path, by a file {@code
 * META-INF/services/icl.core.risk.CustomFormula} that names its implementation.
 *
 * <p>It is asked about questions with an {@link icl.core.design.CustomDesign} or {@link icl.core.model.CustomPredictor} only: those
 * that the built-in formulas do not know. The first that covers one answers it. Without any such a question has no exact risk,
 * and sweeps leave it out of the measure {@code exact}.
 */
public interface CustomFormula extends RiskFormula {
    /** Whether this formula speaks about such a question. Costs next to nothing. */
    boolean covers(Question question);

    /** Empty unless overridden: then {@code lora} has no exact risk that starts from the design. */
    @Override
    default Optional<DD[]> attentionScales(Design design) {
        return Optional.empty();
    }
}
