package icl.jobs.sweep;

import icl.core.model.Question;
import java.util.Optional;

/**
 * One point of a grid: a question and its identity.
 *
 * @param id 32 hexadecimal digits, the same in every sweep that asks the question
 * @param design the question's, as the point gives it
 * @param predictor the same of the predictor
 * @param trainedOn the same of the law of training, where the point names one
 */
public record Cell(Question question, String id, AsWritten design, AsWritten predictor, Optional<AsWritten> trainedOn) {
    /** The cell of a question that stands in no grid. */
    public static Cell of(Question question) {
        return new Cell(
                question,
                new Identifier().of(question).toString(),
                AsWritten.of(question.design()),
                AsWritten.of(question.predictor()),
                question.trainedOn().map(AsWritten::of));
    }
}
