package icl.core.risk.paper;

import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import java.util.Optional;

/** The paper's form of a risk where it has one: exact on independent data, elsewhere an approximation or a bound. */
public interface PaperForm {
    /** Whether the paper gives a value for the question and this form is meant. Costs next to nothing. */
    boolean covers(Question question);

    /** The paper's value for a question that is covered. */
    PaperRisk answer(Question question);

    /** Whether the loss is the query's and the predictor was chosen on the design. */
    static boolean isPlain(Question question) {
        return question.loss() == Loss.QUERY && question.trainedOn().isEmpty();
    }

    /** The largest rank of the preconditioner where it is free and the weights are equal or free; empty elsewhere. */
    static Optional<Integer> rank(Question question) {
        return question.predictor()
                .steps()
                .filter(set -> set.weights() instanceof WeightSet.Equal || set.weights() instanceof WeightSet.Free)
                .map(StepSet::preconditioners)
                .filter(PreconditionerSet.RankAtMost.class::isInstance)
                .map(set -> ((PreconditionerSet.RankAtMost) set)
                        .rank(question.design().dim()));
    }

    /** Whether the preconditioner is free and the weights are equal or free. */
    static boolean isFullRank(Question question) {
        return rank(question).equals(Optional.of(question.design().dim()));
    }
}
