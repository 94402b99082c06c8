package icl.core.risk.paper;

import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import java.util.Optional;

/** A form of a risk that the paper gives: exact on independent data, elsewhere an approximation or a bound. */
public interface PaperForm {
    /** Whether this form of the paper applies to the question. Costs next to nothing. */
    boolean covers(Question question);

    /** The paper's value for a covered question. */
    PaperRisk answer(Question question);

    /** Whether the loss is {@code query} and the predictor was chosen on the design itself. */
    static boolean isPlain(Question question) {
        return question.loss() == Loss.QUERY && question.trainedOn().isEmpty();
    }

    /** The bound on the rank, where the preconditioner is chosen and the weights are equal or chosen; else empty. */
    static Optional<Integer> rank(Question question) {
        return question.predictor()
                .steps()
                .filter(set -> set.weights() instanceof WeightSet.Equal || set.weights() instanceof WeightSet.Free)
                .map(StepSet::preconditioners)
                .filter(PreconditionerSet.RankAtMost.class::isInstance)
                .map(set -> ((PreconditionerSet.RankAtMost) set)
                        .rank(question.design().dim()));
    }

    /** Whether any preconditioner may be chosen and the weights are equal or chosen. */
    static boolean isFullRank(Question question) {
        return rank(question).equals(Optional.of(question.design().dim()));
    }
}
