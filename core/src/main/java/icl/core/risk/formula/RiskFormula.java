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
     * Why a question that this formula covers has no closed form, and which similar question has one; empty where it
     * has one. Costs next to nothing. {@link #optimum} may still throw {@link NoClosedForm} for a reason that takes
     * time to find.
     *
     * @param steps the steps to choose from, where the predictor is one
     */
    default Optional<String> refusal(Question question, Optional<StepSet> steps) {
        return Optional.empty();
    }

    /**
     * The least risk, and the step that reaches it.
     *
     * @param steps the steps to choose from, where the predictor is one; a base of {@code lora} is replaced by its
     *     optimum
     * @throws NoClosedForm where there is none
     */
    Optimum optimum(Question question, Optional<StepSet> steps);

    /**
     * The estimator that reaches the risk, for simulations, where the predictor is not one step; empty where it is not
     * known.
     */
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

    /**
     * The risk as a function of preconditioner and weights, with its gradient; empty where it has no closed form, or
     * where this formula does not cover the design.
     */
    default Optional<RiskSurface> surface(Design design, Loss loss) {
        return Optional.empty();
    }

    /** Whether {@link #surface} has an answer. */
    default boolean hasSurface(Design design, Loss loss) {
        return false;
    }

    /** Predicted CPU seconds of one answer, right within a factor of about three. */
    default double seconds(Question question) {
        return 2e-6 + 1e-8 * question.design().dim();
    }
}
