package icl.jobs.isolation;

import icl.core.kinds.Kinds;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.jobs.plan.Pair;

/** Tells where kinds that do not come with the program take part. Formulas of a user are asked about such kinds only. */
final class CustomCode {
    private CustomCode() {}

    static boolean isIn(Pair pair) {
        return !Kinds.isBuiltIn(pair.measure().getClass()) || isIn(pair.cell().question());
    }

    private static boolean isIn(Question question) {
        Predictor predictor = question.predictor();
        return !Kinds.isBuiltIn(question.design().getClass())
                || !Kinds.isBuiltIn(predictor.getClass())
                || (predictor instanceof Predictor.Lora lora
                        && !Kinds.isBuiltIn(lora.base().getClass()));
    }
}
