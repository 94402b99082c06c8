package icl.jobs.sweep;

import icl.core.model.Question;

/**
 * One point of a grid: a question and its identity.
 *
 * @param id 32 hexadecimal digits, the same in every sweep that asks the question
 */
public record Cell(Question question, String id) {
    public static Cell of(Question question) {
        return new Cell(question, new Identifier().of(question).toString());
    }
}
