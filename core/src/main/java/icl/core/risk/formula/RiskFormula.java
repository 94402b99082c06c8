package icl.core.risk.formula;

import icl.core.design.Design;
import icl.core.model.Estimator;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Question;
import icl.core.model.StepSet;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An exact risk for the questions that it covers. Stateless. No two formulas cover the same question, so their order means
 * nothing. {@link StepFormula} is the base of those that minimise over steps; others answer for one estimator.
 *
 * <p>Formulas of a user are services that {@link java.util.ServiceLoader} finds on the class path, by a file {@code
 * META-INF/services/icl.core.risk.formula.RiskFormula} that names them. They are asked like the built-in ones.
 */
public interface RiskFormula {
    /** Whether this formula is meant for the question. Looks at design, predictor and loss; costs next to nothing. */
    boolean covers(Question question);

    /**
     * Why there is no closed form for a question that this formula covers, and what would be answered; empty where there is one.
     * Costs next to nothing; {@link #optimum} may still find a reason that is costly to know.
     *
     * @param steps the steps to choose from, where the predictor is one
     */
    default Optional<String> refusal(Question question, Optional<StepSet> steps) {
        return Optional.empty();
    }

    /**
     * The least risk, and what reaches it.
     *
     * @param steps the steps to choose from, where the predictor is one; a base of {@code lora} is replaced by its optimum
     * @throws NoClosedForm where there is none
     */
    Optimum optimum(Question question, Optional<StepSet> steps);

    /** What reaches the risk, for a simulation, where the predictor is not one step; empty where nobody can say. */
    default Optional<Supplier<Estimator>> estimator(Question question) {
        return Optional.empty();
    }

    /**
     * The exact risk on the design of a model that was trained on the law of training; empty where it is not known.
     *
     * @param model at the length of the law of training
     * @param parameters shape (size)
     */
    default Optional<Double> riskOf(Question question, Model model, double[] parameters) {
        return Optional.empty();
    }

    /** The risk as a function of the step with its gradient; empty where it has no closed form, or another formula is meant. */
    default Optional<RiskSurface> surface(Design design, Loss loss) {
        return Optional.empty();
    }

    /** Whether {@link #surface} has an answer. */
    default boolean hasSurface(Design design, Loss loss) {
        return false;
    }

    /** Predicted seconds of one core for one answer, right within a factor of some three. */
    default double seconds(Question question) {
        return 2e-6 + 1e-8 * question.design().dim();
    }
}
