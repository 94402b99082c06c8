package icl.core.risk;

import icl.core.design.Design;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/** All formulas. To add one, write its file and name it here. */
public final class RiskFormulas {
    /** In this order: the first that answers is the one. */
    private static final List<RiskFormula> EXACT = List.of(
            new PositionsRisk(),
            new IidRisk(),
            new DriftRisk(),
            new RetrievalRisk(),
            new RankedRetrievalRisk(),
            new AnisotropicRetrievalRisk(),
            new AlignedRisk());

    private static final List<PaperForm> PAPER = List.of(
            new PaperIidForm(),
            new PaperRetrievalApproximation(),
            new PaperAlignedApproximation(),
            new PaperLoraBound());

    private RiskFormulas() {}

    /**
     * The exact risk.
     *
     * @throws NoClosedForm where there is none
     */
    public static Risk exact(Question question) {
        return EXACT.stream()
                .flatMap(formula -> formula.answer(question).stream())
                .findFirst()
                .orElseThrow(() -> new NoClosedForm(question.predictor() + " on " + question.design()));
    }

    /** The paper's form of the risk, on most designs an approximation or a bound; empty where the paper gives none. */
    public static Optional<PaperRisk> paper(Question question) {
        return paperForm(question).map(form -> form.answer(question));
    }

    /** Whether {@link #paper} has an answer, without computing it. */
    public static boolean isInPaper(Question question) {
        return paperForm(question).isPresent();
    }

    private static Optional<PaperForm> paperForm(Question question) {
        return PAPER.stream().filter(form -> form.covers(question)).findFirst();
    }

    static DD[] attentionScales(Design design) {
        return EXACT.stream()
                .flatMap(formula -> formula.attentionScales(design).stream())
                .findFirst()
                .orElseThrow(() -> new NoClosedForm("no exact optimum is known for the base design " + design));
    }
}
