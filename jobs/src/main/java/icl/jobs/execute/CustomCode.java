package icl.jobs.execute;

import icl.core.design.CustomDesign;
import icl.core.model.CustomPredictor;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.jobs.plan.Pair;
import icl.jobs.sweep.CustomMeasure;

/** Tells where code of the user's own takes part. Their formulas are asked about designs and predictors of theirs only. */
final class CustomCode {
    private CustomCode() {}

    static boolean isIn(Pair pair) {
        return pair.measure() instanceof CustomMeasure || isIn(pair.cell().question());
    }

    private static boolean isIn(Question question) {
        Predictor predictor = question.predictor();
        return question.design() instanceof CustomDesign
                || predictor instanceof CustomPredictor
                || (predictor instanceof Predictor.Lora lora && lora.base() instanceof CustomDesign);
    }
}
