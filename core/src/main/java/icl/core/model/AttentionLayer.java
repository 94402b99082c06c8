package icl.core.model;

import icl.core.design.Design;
import icl.core.kinds.Kind;
import java.util.Optional;

/**
 * The whole layer of linear attention, its part that is even in the labels included. It differs from {@code attention}, which is the
 * step that is left where that part does not help, on designs whose tasks have a mean.
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
