package icl.jobs.plan;

import icl.core.kinds.Kinds;
import icl.core.model.Question;
import icl.jobs.sweep.Measure;

/**
 * What a measure does not cover, and why.
 *
 * @param design kind of the design
 * @param architecture kind of the predictor
 * @param why what the measure says of such questions
 */
public record Uncovered(String design, String architecture, String why) {
    static Uncovered of(Question question, Measure measure) {
        return new Uncovered(
                Kinds.of(question.design()), Kinds.of(question.predictor()), measure.whyNotCovered(question));
    }
}
