package icl.core.model;

import icl.core.design.Design;
import icl.core.kinds.Kind;
import java.util.Optional;

/** One gradient step with an additional column for the sum of the squared labels: x'(W X'y + v sum y_i^2). */
@Kind("attention_squares")
public record AttentionSquares(Normalisation normalisation) implements Predictor {
    @Override
    public Predictor fitted(Design design) {
        return this;
    }

    @Override
    public Optional<Model> layer(Design design) {
        return Optional.of(new SquaredLabelsStep(design.dim(), design.length()));
    }
}
