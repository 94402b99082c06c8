package icl.core.model;

import icl.core.design.Design;
import java.util.Optional;

/**
 * An architecture of the user's own: a record with {@link icl.core.kinds.Kind} that an {@link icl.core.kinds.CustomKinds}
 * names. It says which model is trained, and so can be trained and swept. Exact risks need an {@code OwnFormula} as well.
 */
public non-sealed interface CustomPredictor extends Predictor {
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
