package icl.jobs.sweep;

import icl.core.check.Require;
import icl.core.design.Design;
import icl.core.evaluate.FittedStep;
import icl.core.evaluate.TrainableModels;
import icl.core.kinds.Kind;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.random.StreamKey;
import icl.core.records.AddedLater;
import icl.core.records.Default;
import icl.core.risk.RiskFormulas;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulate.RiskSamples;
import icl.core.simulate.SimulatedRisk;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code monte_carlo}: the risk of the predictor, at its exact optimum where it has something to choose, simulated on as many prompts
 * as the standard error asks for, which a pilot finds; {@code stopped} is then {@code target}, or {@code budget} where that is more
 * than may be drawn.
 *
 * @param relativeError target for the standard error over the risk; 0.002 when no target is given
 * @param absoluteError target for the standard error
 * @param maxPrompts the most that are drawn, those of the pilot included
 * @param confidence of the interval, in (0, 1)
 * @param fittingPrompts prompts that a step is fitted to where no formula knows the optimum; the risk is measured on others
 */
@Kind("monte_carlo")
public record MonteCarloMeasure(
        Optional<Double> relativeError,
        Optional<Double> absoluteError,
        @Default("1e7") long maxPrompts,
        @Default("0.95") double confidence,
        @AddedLater @Default("65536") int fittingPrompts)
        implements Measure {
    private static final double RELATIVE_ERROR = 2e-3;
    private static final int LEAST_FITTING = 64;
    private static final int MOST_FITTING = 1 << 22;

    /** What the column {@code method} says of a step that was fitted to prompts. */
    private static final String FITTED = "fitted";

    /** Seconds of one core for a number drawn and used, in lanes. */
    private static final double NUMBER = 0.7e-9;

    public MonteCarloMeasure {
        if (relativeError.isEmpty() && absoluteError.isEmpty()) {
            relativeError = Optional.of(RELATIVE_ERROR);
        }
        precision(relativeError, absoluteError, maxPrompts);
        Require.that(confidence > 0 && confidence < 1, "confidence", confidence, "in (0, 1)");
        Require.that(
                fittingPrompts >= LEAST_FITTING && fittingPrompts <= MOST_FITTING,
                "fitting_prompts",
                fittingPrompts,
                "in " + LEAST_FITTING + ".." + MOST_FITTING);
    }

    private static Precision precision(Optional<Double> relative, Optional<Double> absolute, long maxPrompts) {
        return new Precision(
                relative.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                absolute.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                maxPrompts);
    }

    /**
     * Predictors whose optimum is known or can be fitted to prompts, and given ones on any design; averages over positions where prefixes
     * are prompts. Not where squared errors have no variance: no interval would be right.
     */
    @Override
    public boolean covers(Question question) {
        Predictor predictor = question.predictor();
        boolean prompts = question.loss() == Loss.QUERY || question.design().prefixesArePrompts();
        if (predictor.steps().isEmpty()) {
            return question.loss() == Loss.QUERY
                    && RiskFormulas.estimator(question).isPresent();
        }
        if (!prompts || !question.design().squaredErrorsHaveVariance() || !TrainableModels.isBilinear(question)) {
            return false;
        }
        return isKnown(question) || FittedStep.refusal(question).isEmpty();
    }

    /** Whether the step is given, or the best one on its law of training by a formula. */
    private static boolean isKnown(Question question) {
        return question.predictor().steps().filter(StepSet::isFixed).isPresent()
                || RiskFormulas.isCovered(question.ofTraining());
    }

    @Override
    public String whyNotCovered(Question question) {
        if (question.loss() == Loss.POSITIONS && !question.design().prefixesArePrompts()) {
            return "the examples before a position are no prompt for it";
        }
        if (!TrainableModels.isBilinear(question)) {
            return "only predictors x'WX'(w o y) are simulated at their optimum";
        }
        if (!question.design().squaredErrorsHaveVariance()) {
            return "squared errors have no variance, so that no interval would be right";
        }
        return FittedStep.refusal(question)
                .map(why -> isKnown(question) ? why : "no optimum to simulate: no closed form is known, and " + why)
                .orElseThrow();
    }

    @Override
    public Estimate estimate(Cell cell, long seed) {
        Question question = cell.question();
        StreamKey stream = RandomStreams.of(seed, cell, kind());
        Precision precision = precision(relativeError, absoluteError, maxPrompts);
        Design design = question.design();
        SimulatedRisk risk = question.predictor().steps().isPresent()
                ? MonteCarlo.risk(design, step(question, stream), question.loss(), stream, precision, confidence)
                : MonteCarlo.risk(
                        design, RiskFormulas.estimator(question).orElseThrow().get(), stream, precision, confidence);
        return Estimate.of(risk.risk(), method(question))
                .withSampling(Sampling.of(
                                risk.standardError(),
                                risk.interval().lower(),
                                risk.interval().upper(),
                                risk.prompts(),
                                1)
                        .withErrors(risk.errors()))
                .withStopped(risk.reachedTarget() ? "target" : "budget");
    }

    private Predictor.Given step(Question question, StreamKey stream) {
        return isKnown(question)
                ? RiskFormulas.optimalPredictor(question)
                : FittedStep.of(question, fittingPrompts, stream.child("fitting"));
    }

    private static String method(Question question) {
        if (question.predictor().steps().isPresent() && !isKnown(question)) {
            return FITTED;
        }
        return RiskSamples.isConditional(question.design(), question.loss()) ? "conditional_risk" : "squared_error";
    }

    @Override
    public double cost(Question question) {
        Design design = question.design();
        double d = design.dim();
        double error = relativeError.orElse(RELATIVE_ERROR);
        double prompts = Math.min((double) maxPrompts, Math.max(2 * Precision.LEAST, 0.2 / (error * error)));
        boolean reduced = design.step().isPresent()
                && question.predictor()
                        .steps()
                        .filter(set -> set.weights() instanceof WeightSet.Free)
                        .isEmpty();
        double numbers = reduced ? 5 * d + d * d / 5 : d * design.length();
        double positions = question.loss() == Loss.POSITIONS ? 0.1 * d * design.length() * design.length() : 0;
        boolean isFitted = question.predictor().steps().isPresent() && !isKnown(question);
        double fitting = isFitted ? FittedStep.seconds(question, fittingPrompts) : 0;
        return RiskFormulas.seconds(question) + fitting + prompts * NUMBER * (numbers + positions);
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public boolean usesChance() {
        return true;
    }
}
