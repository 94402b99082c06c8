package icl.core.model;

import icl.core.design.Design;
import java.util.Optional;

/**
 * A predictor that is defined by a model to train: an adapter for a record with a {@link icl.core.kinds.Kind} that a
 * {@link icl.core.kinds.KindProvider} names. It can be trained and swept. Exact risks also need a {@code
 * icl.core.risk.formula.RiskFormula}.
 */
public interface CustomPredictor extends Predictor {
    /** The model to train on prompts of a design. */
    Model model(Design design);

    @Override
    default Optional<Model> layer(Design design) {
        return Optional.of(model(design));
    }

    @Override
    default Predictor fitted(Design design) {
        return this;
    }
}
