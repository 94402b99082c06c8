package icl.jobs.sweep;

import icl.core.kinds.Kind;
import icl.core.kinds.Kinds;
import icl.core.model.Question;
import icl.core.risk.RiskFormulas;
import icl.core.risk.formula.Optimum;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * {@code exact}: the closed form. Covers every question but those with something of the user's own that has no formula; the
 * cell fails where there is no closed form.
 */
@Kind("exact")
public record ExactMeasure() implements Measure {
    @Override
    public boolean covers(Question question) {
        return RiskFormulas.isCovered(question);
    }

    @Override
    public String whyNotCovered(Question question) {
        return whyUnknown(question);
    }

    /** Why {@link RiskFormulas#isCovered} is false. */
    static String whyUnknown(Question question) {
        return RiskFormulas.formula(question.ofTraining()).isPresent()
                ? "no closed form is known of what it starts from, or on another law than that of training"
                : "no closed form is known with loss " + Kinds.of(question.loss());
    }

    @Override
    public Estimate estimate(Cell cell, long seed) {
        Optimum risk = RiskFormulas.exact(cell.question());
        return Estimate.of(risk.risk(), method(risk)).withExplanation(explanation(risk));
    }

    /** Closed forms, searches and alternation all give the least risk; a reduced one is that of the step alone. */
    private static String method(Optimum risk) {
        return risk.method() == Optimum.Method.REDUCED ? Kinds.of(risk.method()) : "closed_form";
    }

    private static Explanation explanation(Optimum risk) {
        return new Explanation(
                OptionalDouble.of(risk.zeroRisk()),
                OptionalDouble.of(risk.gain()),
                OptionalDouble.of(risk.effectiveLength()),
                halfRank(risk),
                scale(risk));
    }

    private static OptionalInt halfRank(Optimum risk) {
        return risk.halfRank().map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** The scale of a preconditioner that is one number on the directions it keeps. */
    private static OptionalDouble scale(Optimum risk) {
        return risk.scales()
                .filter(scales -> scales.size() == 1)
                .map(scales -> OptionalDouble.of(scales.get(0)))
                .orElse(OptionalDouble.empty());
    }

    @Override
    public double cost(Question question) {
        return RiskFormulas.seconds(question);
    }

    @Override
    public int version() {
        return 2;
    }
}
