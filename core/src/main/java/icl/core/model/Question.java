package icl.core.model;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.design.Design;
import java.util.Optional;

/**
 * One question: which risk does this predictor have on this design under this loss? Questions that mean the same are equal.
 *
 * @param trainedOn the law on which whatever the predictor may choose was chosen; empty where that is the design itself
 */
public record Question(Design design, Predictor predictor, Loss loss, Optional<Design> trainedOn) {
    public Question {
        predictor = predictor.fitted(design);
        trainedOn = trainedOn.filter(law -> !law.equals(design));
        if (trainedOn.isPresent()) {
            requireFits(trainedOn.get(), design);
            try {
                predictor.fitted(trainedOn.get());
            } catch (Invalid e) {
                throw e.in("trained_on");
            }
            trainedOn = predictor.steps().filter(StepSet::isFixed).isPresent() ? Optional.empty() : trainedOn;
        }
    }

    /** A question about a predictor that was chosen on the design itself. */
    public Question(Design design, Predictor predictor, Loss loss) {
        this(design, predictor, loss, Optional.empty());
    }

    private static void requireFits(Design law, Design design) {
        Require.that(law.dim() == design.dim(), "trained_on dim", law.dim(), "the dim of the design, " + design.dim());
    }

    /** The law on which the predictor was chosen. */
    public Design lawOfTraining() {
        return trainedOn.orElse(design);
    }

    /** The question whose optimum is the chosen predictor: the same predictor on the law of training. */
    public Question ofTraining() {
        return new Question(lawOfTraining(), predictor, loss);
    }
}
