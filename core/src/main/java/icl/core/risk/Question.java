package icl.core.risk;

import icl.core.design.Design;
import icl.core.model.Loss;
import icl.core.model.Predictor;

/** One question: which risk has this predictor on this design under this loss? Questions that mean the same are equal. */
public record Question(Design design, Predictor predictor, Loss loss) {
    public Question {
        predictor = predictor.fitted(design);
    }
}
