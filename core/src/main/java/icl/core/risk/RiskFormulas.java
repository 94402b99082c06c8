package icl.core.risk;

import java.util.List;
import java.util.Optional;

/** All formulas. To add one: write its file and name it here. */
public final class RiskFormulas {
    private static final List<RiskFormula> EXACT = List.of();
    private static final List<RiskFormula> PAPER = List.of();

    private RiskFormulas() {}

    /**
     * The exact risk.
     *
     * @throws NoClosedForm where there is none
     */
    public static Risk exact(Question question) {
        return first(EXACT, question)
                .orElseThrow(() -> new NoClosedForm(question.predictor() + " on " + question.design()));
    }

    /** The paper's form of the risk, an approximation or a bound on most designs; empty where the paper gives none. */
    public static Optional<Risk> paper(Question question) {
        return first(PAPER, question);
    }

    private static Optional<Risk> first(List<RiskFormula> formulas, Question question) {
        return formulas.stream().flatMap(f -> f.answer(question).stream()).findFirst();
    }
}
