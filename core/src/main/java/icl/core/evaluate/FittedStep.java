package icl.core.evaluate;

import icl.core.design.Design;
import icl.core.design.Units;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import java.util.Optional;

/**
 * Fits a gradient step to prompts, for predictors whose optimum has no formula: W and weights minimise the mean squared
 * error over a sample of prompts of the law of training. For full rank and given weights this is the least-squares
 * solution; a bounded rank and free weights are found by alternating exact minimisation. The risk of the fitted step on
 * other prompts is an upper bound of the least risk. With p fitted numbers and N prompts it is larger by a factor of
 * about 1 + p / N, more where tails are heavy.
 */
public final class FittedStep {
    /** The largest number of features for which a step is fitted, since there are about d^4 / 4 moments. */
    public static final int MOST_DIM = 32;

    private static final int MOST_TURNS = 20;

    /** The alternation between W and weights ends when it lowers the sum of squares by less than this part. */
    private static final double SETTLED = 1e-6;

    private FittedStep() {}

    /** Why no step can be fitted for a question; empty where one can. */
    public static Optional<String> refusal(Question question) {
        Optional<StepSet> steps = question.predictor().steps();
        if (steps.isEmpty()) {
            return Optional.of("only predictors x'WX'(w o y) are fitted to prompts");
        }
        if (steps.get().weights() instanceof WeightSet.PerChannel) {
            return Optional.of("a filter for each channel is no step with one preconditioner");
        }
        if (question.loss() != Loss.QUERY) {
            return Optional.of("a step is fitted to prompts under loss query");
        }
        Design law = question.lawOfTraining();
        if (law.dim() > MOST_DIM) {
            return Optional.of("a step is fitted to prompts up to dim " + MOST_DIM);
        }
        if (steps.get().weights() instanceof WeightSet.Free
                && law.length() != question.design().length()) {
            return Optional.of("weights found at another length have no meaning");
        }
        boolean isBaseKnown = !(steps.get().preconditioners() instanceof PreconditionerSet.OptimumPlusUpdate around)
                || RiskFormulas.isCovered(RiskFormulas.attention(around.base()));
        return isBaseKnown ? Optional.empty() : Optional.of("the optimum of the base has no formula");
    }

    /** An upper bound on the number of fitted numbers. */
    public static double parameters(Question question) {
        Design law = question.lawOfTraining();
        boolean isFree = question.predictor().steps().orElseThrow().weights() instanceof WeightSet.Free;
        return (double) law.dim() * law.dim() + (isFree ? law.length() - 1.0 : 0);
    }

    /** Predicted CPU seconds, right within a factor of about three. */
    public static double seconds(Question question, long prompts) {
        Design law = question.lawOfTraining();
        double d = law.dim();
        boolean isFree = question.predictor().steps().orElseThrow().weights() instanceof WeightSet.Free;
        double drawn = 0.1e-6 * (law.length() + 1) * d;
        double moments = 0.4e-9 * d * d * d * d / 4 + 1e-9 * law.length() * d;
        double weights = 1e-9 * (law.length() * d + (double) law.length() * law.length());
        return prompts * (drawn + (isFree ? 6 * (moments + weights) : moments)) + 1e-9 * Math.pow(d, 6);
    }

    /**
     * Fits a step on the law of training and returns it as it acts on the design.
     *
     * @param prompts number of prompts of the sample
     * @param stream random numbers of the sample, which must differ from those of a simulation of the risk
     * @throws icl.core.check.NotFinite if a prompt has numbers that are not finite
     */
    public static Predictor.Given of(Question question, int prompts, StreamKey stream) {
        Design law = question.lawOfTraining();
        StepSet steps = RiskFormulas.steps(question.ofTraining()).orElseThrow();
        Optional<Units> units = law.units();
        int features = units.map(Units::features).orElse(0);
        boolean isFree = steps.weights() instanceof WeightSet.Free;
        Optional<Vector> given = steps.weights().fixedWeights();
        StepSample sample = StepSample.draw(units.map(law::inUnits).orElse(law), given, isFree, prompts, stream);
        double[] weights = sample.equalWeights();
        Matrix w = minimiser(sample.ofPreconditioner(weights), steps.preconditioners(), features);
        if (isFree) {
            double before = Double.MAX_VALUE;
            for (int turn = 0; turn < MOST_TURNS; turn++) {
                weights = scaled(sample.bestWeights(w));
                StepRegression moments = sample.ofPreconditioner(weights);
                w = minimiser(moments, steps.preconditioners(), features);
                double left = moments.left(w);
                if (before - left <= SETTLED * left) {
                    break;
                }
                before = left;
            }
        }
        double factor = question.predictor()
                .normalisation()
                .factor(law.length(), question.design().length());
        Matrix found = w;
        Matrix here = Matrix.from(w.rows(), w.columns(), (i, j) -> Math.scalb(factor * found.get(i, j), -features));
        return new Predictor.Given(here, isFree ? Optional.of(Vector.of(weights)) : given);
    }

    private static Matrix minimiser(StepRegression moments, PreconditionerSet set, int features) {
        if (set instanceof PreconditionerSet.FrozenPlusUpdate around) {
            return moments.around(around.frozen().scaled(features).dense().rounded(), around.rank());
        }
        Optional<Integer> rank = ((PreconditionerSet.RankAtMost) set).rank();
        Matrix best = moments.best();
        return rank.isEmpty()
                ? best
                : moments.around(Matrix.from(best.rows(), best.columns(), (i, j) -> 0), rank.get());
    }

    /** The weights scaled to mean absolute value 1. */
    private static double[] scaled(double[] weights) {
        double mean = Vector.of(weights).map(Math::abs).sum() / Math.max(1, weights.length);
        return mean == 0
                ? Vector.constant(1, weights.length).toArray()
                : Vector.of(weights).map(v -> v / mean).toArray();
    }
}
