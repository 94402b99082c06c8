package icl.core.model;

import icl.core.kinds.KindProvider;
import java.util.List;

/** The registry of built-in predictors. To add one, write its record and name it here. */
public final class BuiltInPredictors implements KindProvider {
    @Override
    public List<Class<?>> kinds() {
        return List.of(
                Predictor.Attention.class,
                Predictor.H3.class,
                Predictor.H3Channels.class,
                Predictor.Weighted.class,
                Predictor.Given.class,
                Predictor.Lora.class,
                Prompted.class,
                AttentionLayer.class,
                AttentionSquares.class);
    }

    @Override
    public boolean isBuiltIn() {
        return true;
    }
}
