package icl.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.TaskCorrelation;
import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.BilinearModel;
import icl.core.model.LinearInQuery;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.SmallModels;
import icl.core.model.SquaredLabels;
import icl.core.model.TwoSteps;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptSource;
import icl.core.random.StreamKey;
import icl.core.simulation.Ask;
import icl.core.simulation.Normal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is integrated out leaves the mean as it is: the sample of each model against the mean of its squared errors, computed prompt by
 * prompt in double precision.
 *
 * <p>H0: both have one mean. All comparisons of the class together alarm falsely with probability 1e-5; each finds a difference of 15 % of
 * the risk with probability 0.99.
 */
class RiskSamplesTest {
    private static final int LENGTH = 5;
    private static final int COMPARISONS = 100;
    private static final double BOUND = Normal.quantile(1e-5 / 2 / COMPARISONS);
    private static final double POWER = Normal.quantile(0.01);
    private static final StreamKey STREAM = StreamKey.of(67);
    private static final double[][] SKEW = {{1.5, 0.6, 0.1}, {0.6, 0.8, -0.3}, {0.1, -0.3, 0.5}};
    private static final double[][] TURNED = {{0.4, -0.2, 0.3}, {-0.2, 1.2, 0.5}, {0.3, 0.5, 1.7}};
    private static final double[] NOISES = {0, 0.1, 0.3, 1, 2, 0.2};
    private static final Matrix FAINT =
            Matrix.of(new double[][] {{0.04, 0.02, -0.01}, {0, 0.06, 0.02}, {0.01, -0.02, 0.03}});

    private static List<LinearInQuery> models() {
        return List.of(
                new TwoSteps(3, LENGTH),
                new SquaredLabels(3, LENGTH),
                SmallModels.all(3, LENGTH).get("attention"),
                SmallModels.all(3, LENGTH).get("h3"));
    }

    /** Small where the prediction grows fast with them, so that tails are light enough. */
    private static double[] parameters(LinearInQuery model) {
        double bound = model instanceof BilinearModel ? 0.5 : 0.15;
        return new SplittableRandom(5).doubles(model.size(), -bound, bound).toArray();
    }

    static List<Ask> asks() {
        Ask drift = Ask.drift(3, LENGTH, new TaskCorrelation.Ar1(0.8)).noise(NOISES);
        return List.of(
                Ask.iid(3, LENGTH).noise(0.3).features(SKEW).tasks(TURNED),
                Ask.retrieval(3, LENGTH, 0.5).noise(0.3).features(SKEW),
                Ask.aligned(3, LENGTH, 0.5).noise(0.3),
                Ask.aligned(3, LENGTH, 0.3).noise(NOISES).features(TURNED).tasks(TURNED),
                drift,
                drift.features(SKEW).overPositions(),
                Ask.retrieval(3, LENGTH, 0.5).noise(0.3).overPositions());
    }

    @ParameterizedTest
    @MethodSource("asks")
    void theMeanIsThatOfSquaredErrors(Ask ask) {
        for (LinearInQuery model : models()) {
            double[] at = parameters(model);
            StreamKey stream = STREAM.child(model.toString());
            RiskSample sample = RiskSamples.ofModel(ask.design(), model, at, ask.loss(), stream.child("lanes"));
            RiskSample errors = new ModelError(
                    model, at, ask.loss(), new PromptSource(ask.design().whole(), stream.child("prompts")));
            assertAgrees(mean(sample), mean(errors), model + " on " + ask);
        }
    }

    private static SimulatedRisk mean(RiskSample sample) {
        return MonteCarlo.mean(sample, new Precision(OptionalDouble.of(0.01), OptionalDouble.empty(), 1 << 18), 0.95);
    }

    private static void assertAgrees(SimulatedRisk one, SimulatedRisk other, String what) {
        double error = Math.hypot(one.standardError(), other.standardError());
        assertThat(one.risk()).as(what).isCloseTo(other.risk(), within(BOUND * error));
        assertThat((BOUND + POWER) * error).as("power, %s", what).isLessThan(0.15 * other.risk());
    }

    @Test
    void integratingOutLowersTheVariance() {
        for (Ask ask : List.of(asks().get(0), asks().get(2), asks().get(4), asks().get(5))) {
            LinearInQuery model = new TwoSteps(3, LENGTH);
            double[] at = parameters(model);
            RiskSample conditional = RiskSamples.ofModel(ask.design(), model, at, ask.loss(), STREAM);
            RiskSample errors = new ModelError(
                    model, at, ask.loss(), new PromptSource(ask.design().whole(), STREAM));
            Precision fixed = new Precision(OptionalDouble.of(1e-9), OptionalDouble.empty(), 1 << 14);
            assertThat(MonteCarlo.mean(conditional, fixed, 0.95).standardError())
                    .isLessThan(0.9 * MonteCarlo.mean(errors, fixed, 0.95).standardError());
        }
    }

    /** Independent data drawn one prompt at a time; says no more than it must. */
    private record Drawn(int dim, int length) implements CustomDesign {
        @Override
        public Prompt draw(RandomGenerator random) {
            Vector task = Vector.from(dim, c -> random.nextGaussian());
            Matrix features = Matrix.from(length + 1, dim, (i, c) -> random.nextGaussian());
            return new Prompt(features, Vector.from(length + 1, i -> label(features, task, i)));
        }

        private static double label(Matrix features, Vector task, int i) {
            double sum = 0;
            for (int c = 0; c < task.size(); c++) {
                sum += features.get(i, c) * task.get(c);
            }
            return sum;
        }
    }

    /** H0: the mean is the exact risk of the independent design; errors of 4 % are found with probability 0.99. */
    @Test
    void aDesignDrawnPromptByPromptIsSimulatedLikeTheOthers() {
        Design drawn = new Drawn(3, LENGTH);
        Design builtIn = Ask.iid(3, LENGTH).noise(0).design();
        Precision precision = new Precision(OptionalDouble.of(0.005), OptionalDouble.empty(), 1 << 20);
        List<Optional<Vector>> weights = List.of(Optional.empty(), Optional.of(Vector.of(0.5, 2, -0.3, 1, 1.5)));
        for (Optional<Vector> w : weights) {
            for (Loss loss : Loss.values()) {
                Predictor.Given step = new Predictor.Given(FAINT, w);
                SimulatedRisk one = MonteCarlo.risk(drawn, step, loss, STREAM, precision, 0.95);
                SimulatedRisk other = MonteCarlo.risk(builtIn, step, loss, STREAM, precision, 0.95);
                assertAgrees(one, other, step + " under " + loss);
            }
        }
        assertThat(RiskSamples.isConditional(drawn, Loss.QUERY)).isFalse();
        assertThat(RiskSamples.isConditional(builtIn, Loss.QUERY)).isTrue();
    }

    @Test
    void aDesignThatSaysNothingIsNotTakenForAnything() {
        Design drawn = new Drawn(3, LENGTH);
        assertThat(drawn.prefixesArePrompts()).isFalse();
        assertThat(drawn.oddAndEvenPartsAreUncorrelated()).isFalse();
        assertThat(Stream.of(
                        drawn.secondMoments(),
                        drawn.step(),
                        drawn.weightedStep(Vector.constant(1, LENGTH)),
                        drawn.queryGivenTask(),
                        drawn.taskIndependentOfFeatures()))
                .allMatch(Optional::isEmpty);
    }

    /** v'S v + ... given all features has the mean of the form given the task, where a design has both. */
    @Test
    void tasksCanBeIntegratedOutWhereTheyAreIndependentOfFeatures() {
        Design design =
                Ask.iid(3, LENGTH).noise(NOISES).features(SKEW).tasks(TURNED).design();
        for (Optional<Vector> w : List.of(Optional.<Vector>empty(), Optional.of(Vector.of(0.5, 2, -0.3, 1, 1.5)))) {
            Predictor.Given step = new Predictor.Given(FAINT, w);
            RiskSample givenFeatures = new StepErrorGivenFeatures(
                    design,
                    design.taskIndependentOfFeatures().orElseThrow(),
                    step,
                    design.whole().open(STREAM));
            RiskSample givenTask = RiskSamples.ofStep(design, step, Loss.QUERY, STREAM.child("task"));
            assertAgrees(mean(givenFeatures), mean(givenTask), step.toString());
        }
    }
}
