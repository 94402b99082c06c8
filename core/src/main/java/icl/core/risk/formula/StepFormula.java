package icl.core.risk.formula;

import icl.core.design.Design;
import icl.core.model.Loss;
import icl.core.model.Question;
import icl.core.model.StepSet;
import java.util.Optional;

/** A formula that minimises the risk of one gradient step over any set of steps on the designs that it covers. */
public abstract class StepFormula implements RiskFormula {
    /** Whether this formula has the risk of steps on the design under this loss. Costs next to nothing. */
    protected abstract boolean covers(Design design, Loss loss);

    /** Why the least risk over these steps has no closed form; empty where it has one. */
    protected abstract Optional<String> refusal(Design design, StepSet steps, Loss loss);

    /** The least risk over these steps, none of which is refused. */
    protected abstract Optimum minimise(Design design, StepSet steps, Loss loss);

    /** Whether a covered design has a {@link RiskSurface}. */
    protected abstract boolean hasSurfaceOf(Design design, Loss loss);

    /** The risk of a design as a function of the step; called only where {@link #hasSurfaceOf} holds. */
    protected abstract RiskSurface surfaceOf(Design design, Loss loss);

    /** Predicted CPU seconds beyond those that every answer takes. */
    protected double seconds(Design design, StepSet steps, Loss loss) {
        return 0;
    }

    @Override
    public final boolean covers(Question question) {
        return covers(question.design(), question.loss())
                && question.predictor().steps().isPresent();
    }

    @Override
    public final Optional<String> refusal(Question question, Optional<StepSet> steps) {
        return refusal(question.design(), steps.orElseThrow(), question.loss());
    }

    @Override
    public final Optimum optimum(Question question, Optional<StepSet> steps) {
        StepSet set = steps.orElseThrow();
        refusal(question.design(), set, question.loss()).ifPresent(reason -> {
            throw new NoClosedForm(reason);
        });
        return minimise(question.design(), set, question.loss());
    }

    @Override
    public final Optional<RiskSurface> surface(Design design, Loss loss) {
        return hasSurface(design, loss) ? Optional.of(surfaceOf(design, loss)) : Optional.empty();
    }

    @Override
    public final boolean hasSurface(Design design, Loss loss) {
        return covers(design, loss) && hasSurfaceOf(design, loss);
    }

    @Override
    public final double seconds(Question question) {
        double steps = question.predictor()
                .steps()
                .map(set -> seconds(question.design(), set, question.loss()))
                .orElse(0.0);
        return RiskFormula.super.seconds(question) + steps;
    }
}
