package icl.jobs.execute;

import icl.core.design.OwnDesign;
import icl.core.model.OwnPredictor;
import icl.core.model.Predictor;
import icl.core.risk.Question;
import icl.jobs.plan.Pair;
import icl.jobs.sweep.OwnMeasure;

/** Tells where code of the user's own takes part. Their formulas are asked about designs and predictors of theirs only. */
final class OwnCode {
    private OwnCode() {}

    static boolean isIn(Pair pair) {
        return pair.measure() instanceof OwnMeasure || isIn(pair.cell().question());
    }

    private static boolean isIn(Question question) {
        Predictor predictor = question.predictor();
        return question.design() instanceof OwnDesign
                || predictor instanceof OwnPredictor
                || (predictor instanceof Predictor.Lora lora && lora.base() instanceof OwnDesign);
    }
}
