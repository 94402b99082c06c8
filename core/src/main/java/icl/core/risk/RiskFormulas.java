package icl.core.risk;

import icl.core.covariance.Preconditioner;
import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.kinds.Services;
import icl.core.model.CustomPredictor;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.core.DD;

/** All formulas. To add one, write its file and name it here; those of a user are found on the class path. */
public final class RiskFormulas {
    /** In this order: the first that answers is the one. */
    private static final List<RiskFormula> EXACT = List.of(
            new ChannelFilterRisk(),
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
        return formulas(question)
                .flatMap(formula -> formula.answer(question).stream())
                .findFirst()
                .orElseThrow(() -> new NoClosedForm("no formula is known for " + Kinds.of(question.predictor()) + " on "
                        + Kinds.of(question.design())));
    }

    /**
     * Whether {@link #exact} is meant to answer, without computing it: not where something of the user's own has no {@link
     * CustomFormula}, and not for filters by channel where they have no closed form.
     */
    public static boolean isCovered(Question question) {
        if (question.predictor() instanceof Predictor.H3Channels && !isOwn(question)) {
            return ChannelFilterRisk.covers(question);
        }
        boolean base = !(question.predictor() instanceof Predictor.Lora lora) || isCovered(lora.base());
        return base && (!isOwn(question) || ownFormulas(question).findAny().isPresent());
    }

    private static boolean isCovered(Design base) {
        return !(base instanceof CustomDesign) || ownScales(base).findAny().isPresent();
    }

    private static Stream<DD[]> ownScales(Design design) {
        return Services.of(CustomFormula.class).stream().flatMap(formula -> formula.attentionScales(design).stream());
    }

    private static boolean isOwn(Question question) {
        return question.design() instanceof CustomDesign || question.predictor() instanceof CustomPredictor;
    }

    private static Stream<? extends RiskFormula> formulas(Question question) {
        return isOwn(question) ? ownFormulas(question) : EXACT.stream();
    }

    private static Stream<CustomFormula> ownFormulas(Question question) {
        return Services.of(CustomFormula.class).stream().filter(formula -> formula.covers(question));
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
        Stream<DD[]> scales = design instanceof CustomDesign
                ? ownScales(design)
                : EXACT.stream().flatMap(formula -> formula.attentionScales(design).stream());
        return scales.findFirst()
                .orElseThrow(() -> new NoClosedForm("no exact optimum is known for the base design " + design));
    }

    static Optional<Preconditioner> adapted(Design design, Loss loss, Predictor.Lora lora) {
        return EXACT.stream()
                .flatMap(formula -> formula.adapted(design, loss, lora).stream())
                .findFirst();
    }
}
