package icl.core.simulate;

import icl.core.covariance.Covariance;
import icl.core.design.Design;
import icl.core.design.QueryGivenTask;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.Vector;
import icl.core.model.Estimator;
import icl.core.model.LinearInQuery;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Predictor;
import icl.core.model.QueryCoefficients;
import icl.core.model.StepCoefficients;
import icl.core.prompt.PromptSampler;
import icl.core.prompt.PromptSource;
import icl.core.random.StreamKey;
import java.util.Optional;

/**
 * Samples of risks on any design. Each uses the smallest statistic of the prompts that is sufficient, and the
 * conditional risk that the design allows. Designs that leave the range of single precision are refused.
 */
public final class RiskSamples {
    private RiskSamples() {}

    /**
     * Refuses a design whose prompts leave the range of single precision.
     *
     * @throws icl.core.check.Invalid with the variance that does
     */
    public static void requireSinglePrecision(Design design) {
        SinglePrecision.require(design);
    }

    /** A sample of the risk of x' W X'(w o y). */
    public static RiskSample ofStep(Design design, Predictor.Given step, Loss loss, StreamKey stream) {
        SinglePrecision.require(design);
        if (loss == Loss.POSITIONS) {
            return ofPrefixes(
                    design, new StepCoefficients(step.preconditioner(), step.weights(), design.length()), stream);
        }
        Optional<Covariance> task = design.taskIndependentOfFeatures();
        if (design.queryGivenTask().isEmpty() && task.isPresent()) {
            PromptSampler prompts = step.weights().isEmpty()
                    ? SufficientStatistic.SECOND_MOMENTS.cheapestSampler(design)
                    : design.whole();
            return new StepErrorGivenFeatures(design, task.get(), step, prompts.open(stream));
        }
        Optional<PromptSampler> weighted = step.weights().flatMap(design::weightedStep);
        if (weighted.isPresent()) {
            return ofQuery(design, coefficients(step, Optional.empty()), weighted.get(), stream);
        }
        PromptSampler prompts =
                step.weights().isEmpty() ? SufficientStatistic.STEP.cheapestSampler(design) : design.whole();
        return ofQuery(design, coefficients(step, step.weights()), prompts, stream);
    }

    private static QueryCoefficients coefficients(Predictor.Given step, Optional<Vector> weights) {
        return new StepCoefficients(step.preconditioner(), weights, 0);
    }

    /** A sample of the risk of an estimator that is linear in the query, under the loss at the query. */
    public static RiskSample ofEstimator(Design design, Estimator estimator, StreamKey stream) {
        SinglePrecision.require(design);
        return ofQuery(design, estimator.source().get(), estimator.sees().cheapestSampler(design), stream);
    }

    /** A sample of the risk of a model with these parameters: in lanes where it is linear in the query, else prompt by prompt. */
    public static RiskSample ofModel(Design design, Model model, double[] parameters, Loss loss, StreamKey stream) {
        SinglePrecision.require(design);
        if (!(model instanceof LinearInQuery linear)) {
            return new ModelError(model, parameters, loss, new PromptSource(design.whole(), stream));
        }
        QueryCoefficients.Trainable coefficients = linear.coefficients(design.length());
        coefficients.set(parameters);
        return loss == Loss.POSITIONS
                ? ofPrefixes(design, coefficients, stream)
                : ofQuery(design, coefficients, model.sees().cheapestSampler(design), stream);
    }

    private static RiskSample ofQuery(
            Design design, QueryCoefficients coefficients, PromptSampler prompts, StreamKey stream) {
        return new LinearSample(
                coefficients, prompts.open(stream), error(design, design.queryGivenTask()), design.length());
    }

    /**
     * A sample over prefixes. Squared errors are averaged where a prefix is not a prompt of the design, since its
     * conditional risk is not known.
     */
    private static RiskSample ofPrefixes(Design design, QueryCoefficients coefficients, StreamKey stream) {
        Optional<QueryGivenTask> query = design.prefixesArePrompts() ? design.queryGivenTask() : Optional.empty();
        return new PrefixSample(coefficients, design.whole().open(stream), error(design, query));
    }

    private static QueryError error(Design design, Optional<QueryGivenTask> query) {
        return query.isPresent()
                ? new ErrorGivenTask(design.dim(), query.get(), design.noiseVariance())
                : new SquaredQueryError();
    }

    /**
     * Whether the sample of a step consists of conditional risks given a part of the prompt; else of squared errors.
     */
    public static boolean isConditional(Design design, Loss loss) {
        return loss == Loss.POSITIONS
                ? design.prefixesArePrompts() && design.queryGivenTask().isPresent()
                : design.queryGivenTask().isPresent()
                        || design.taskIndependentOfFeatures().isPresent();
    }
}
