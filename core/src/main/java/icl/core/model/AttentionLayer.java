package icl.core.model;

import icl.core.design.Design;
import icl.core.kinds.Kind;
import java.util.Optional;

/**
 * The whole layer of linear attention, including its part that is even in the labels. It differs from {@code
 * attention}, the gradient step without that part, on designs whose tasks have a mean.
 */
@Kind("attention_layer")
public record AttentionLayer(Normalisation normalisation) implements Predictor {
    @Override
    public Predictor fitted(Design design) {
        return this;
    }

    @Override
    public Optional<Model> layer(Design design) {
        return Optional.of(new LinearAttention(design.dim(), design.length()));
    }
}
