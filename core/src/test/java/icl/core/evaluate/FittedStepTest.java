package icl.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.NotFinite;
import icl.core.covariance.Covariance;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Normalisation;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptSampler;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulate.SimulatedRisk;
import icl.core.simulation.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps fitted to prompts of designs without a formula, which are copies of designs that have one. */
class FittedStepTest {
    private static final int FITTING = 1 << 16;
    private static final StreamKey STREAM = StreamKey.of(20261130).child("fitted");
    private static final double[][] SKEW = {{1, 0.3, 0}, {0.3, 0.8, -0.2}, {0, -0.2, 1.2}};
    private static final double[][] TURNED = {{0.5, -0.1, 0}, {-0.1, 1, 0.2}, {0, 0.2, 1.5}};

    /**
     * Errors of a side: 1e-6 for all risks of the class together were they normal. With errors of 0.3 % a risk that is 3 % too low
     * is found with probability 0.999.
     */
    private static final double BOUND = 5.5;

    private static final Precision PRECISION = new Precision(OptionalDouble.of(3e-3), OptionalDouble.empty(), 1 << 22);

    /** Whole prompts of another design: nothing else is known of it. */
    private record Copy(Design of) implements CustomDesign {
        @Override
        public int dim() {
            return of.dim();
        }

        @Override
        public int length() {
            return of.length();
        }

        @Override
        public PromptSampler whole() {
            return of.whole();
        }

        @Override
        public Prompt draw(RandomGenerator random) {
            throw new UnsupportedOperationException("drawn in lanes");
        }
    }

    private static Question copied(Question question) {
        return new Question(
                new Copy(question.design()),
                question.predictor(),
                question.loss(),
                question.trainedOn().map(Copy::new));
    }

    static List<Question> questions() {
        Ask iid = Ask.iid(3, 5).noise(0.3);
        Ask skewed = iid.features(SKEW).tasks(TURNED);
        Ask drift = Ask.drift(3, 5, new TaskCorrelation.Ar1(0.6)).noise(0.3);
        List<Question> questions = new ArrayList<>(List.of(
                iid.attention(),
                skewed.attention(),
                skewed.attention(1),
                skewed.attention(0),
                skewed.weighted(0.5, 2, -0.3, 1, 1.5),
                skewed.weightedAtRank(2, 0.5, 2, -0.3, 1, 1.5),
                skewed.h3(),
                drift.h3(),
                drift.features(SKEW).tasks(TURNED).h3(1),
                skewed.lora(0, Ask.iid(3, 20)),
                skewed.lora(1, Ask.iid(3, 20)),
                Ask.retrieval(3, 5, 0.5).noise(0.5).attention(),
                Ask.retrieval(3, 5, 0.5).noise(0.5).attention(1)));
        for (Normalisation normalisation : Normalisation.values()) {
            Predictor attention = new Predictor.Attention(Optional.empty(), normalisation);
            questions.add(new Question(skewed.length(8).design(), attention, Loss.QUERY, Optional.of(iid.design())));
        }
        return questions;
    }

    /** The risk of the fitted step is at most the stated excess above the least one, and not below it. */
    @ParameterizedTest
    @MethodSource("questions")
    void itsRiskIsTheLeastOneUpToTheExcessOfTheFit(Question question) {
        Question copy = copied(question);
        assertThat(RiskFormulas.isCovered(copy)).isFalse();
        assertThat(FittedStep.refusal(copy)).isEmpty();
        Predictor.Given step = FittedStep.of(copy, FITTING, STREAM.child("fitting"));
        SimulatedRisk risk = MonteCarlo.risk(
                question.design(), step, Loss.QUERY, STREAM.child(question.toString()), PRECISION, 0.95);
        double exact = RiskFormulas.exact(question).risk();
        double excess = 5 * FittedStep.parameters(copy) / FITTING * exact;
        assertThat(risk.risk())
                .as("exact %s, %s", exact, risk)
                .isBetween(
                        exact - BOUND * risk.errors().below(),
                        exact + excess + BOUND * risk.errors().above());
        assertThat(BOUND * risk.standardError()).as("power").isLessThan(0.03 * exact);
    }

    /** Exactly known risks of fitted steps tell how far above the least one they are. */
    @Test
    void theExcessFallsWithThePromptsOfTheFit() {
        Question question =
                Ask.iid(3, 5).noise(0.3).features(SKEW).tasks(TURNED).attention();
        double least = RiskFormulas.exact(question).risk();
        double before = Double.MAX_VALUE;
        for (int prompts : new int[] {256, 4096, 65_536}) {
            double excess = 0;
            for (int k = 0; k < 20; k++) {
                Predictor.Given step = FittedStep.of(copied(question), prompts, STREAM.child(k));
                excess += RiskFormulas.exact(new Question(question.design(), step, Loss.QUERY))
                                .risk()
                        - least;
            }
            double relative = excess / 20 / least;
            double stated = FittedStep.parameters(question) / prompts;
            assertThat(relative)
                    .as("%d prompts", prompts)
                    .isBetween(0.3 * stated, 5 * stated)
                    .isLessThan(before / 4);
            before = relative;
        }
    }

    @Test
    void theSameStreamGivesTheSameStep() {
        Question copy = copied(Ask.iid(3, 5).noise(0.3).h3());
        Predictor.Given one = FittedStep.of(copy, 1000, STREAM);
        assertThat(FittedStep.of(copy, 1000, STREAM)).isEqualTo(one);
        assertThat(FittedStep.of(copy, 1000, STREAM.child("other"))).isNotEqualTo(one);
    }

    @Test
    void whatDirectionsTheFeaturesDoNotReachAreLeftAlone() {
        Question flat = Ask.iid(3, 5)
                .noise(0.3)
                .features(new Covariance.Diagonal(Vector.of(1, 0, 2)))
                .attention();
        Matrix w = FittedStep.of(copied(flat), FITTING, STREAM).preconditioner();
        for (int i = 0; i < 3; i++) {
            assertThat(w.get(1, i)).isCloseTo(0, within(1e-6));
            assertThat(w.get(i, 1)).isCloseTo(0, within(1e-6));
        }
        assertThat(w.get(0, 0)).isGreaterThan(0.05);
    }

    @Test
    void withoutExamplesOrFeaturesItPredictsZero() {
        for (Ask ask : List.of(
                Ask.iid(2, 0),
                Ask.iid(2, 3).features(new Covariance.Zero()),
                Ask.iid(2, 3).tasks(new Covariance.Zero()))) {
            for (Question question : List.of(ask.attention(), ask.attention(1), ask.h3())) {
                Matrix w = FittedStep.of(copied(question), 1000, STREAM).preconditioner();
                double noise =
                        ask.design().length() == 0 || ask.design().spectrum().trace() == 0 ? 0.1 : 0;
                assertThat(w.toArray()).containsExactly(new double[4], within(noise));
            }
        }
    }

    @Test
    void whatCannotBeFittedIsRefusedWithTheReason() {
        Ask iid = Ask.iid(3, 5);
        refused(iid.overPositions().attention(), "a step is fitted to prompts under loss query");
        refused(Ask.iid(33, 5).attention(), "a step is fitted to prompts up to dim 32");
        refused(iid.of(new Predictor.H3Channels()), "a filter for each channel is no step with one preconditioner");
        refused(
                new Question(
                        iid.length(8).design(),
                        new Predictor.H3(Optional.empty()),
                        Loss.QUERY,
                        Optional.of(iid.design())),
                "weights found at another length have no meaning");
        Question base = new Question(new Copy(iid.design()), new Predictor.Lora(1, new Copy(iid.design())), Loss.QUERY);
        assertThat(FittedStep.refusal(base)).contains("the optimum of the base has no formula");
    }

    private static void refused(Question question, String reason) {
        assertThat(FittedStep.refusal(copied(question))).contains(reason);
    }

    @Test
    void aPromptThatIsNotFiniteEndsTheFit() {
        record Broken(int dim, int length) implements CustomDesign {
            @Override
            public Prompt draw(RandomGenerator random) {
                return new Prompt(
                        Matrix.from(length + 1, dim, (i, j) -> random.nextGaussian()),
                        Vector.from(length + 1, i -> Double.NaN));
            }
        }
        for (Predictor predictor :
                List.of(new Predictor.Attention(Optional.empty()), new Predictor.H3(Optional.of(1)))) {
            assertThatThrownBy(() -> FittedStep.of(new Question(new Broken(2, 3), predictor, Loss.QUERY), 1000, STREAM))
                    .isInstanceOf(NotFinite.class);
        }
    }
}
