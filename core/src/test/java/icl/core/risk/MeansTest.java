package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskGroup;
import icl.core.covariance.TaskGroups;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.AttentionLayer;
import icl.core.model.AttentionSquares;
import icl.core.model.LinearAttention;
import icl.core.model.LinearInQuery;
import icl.core.model.Loss;
import icl.core.model.Normalisation;
import icl.core.model.Predictor;
import icl.core.model.PromptStrategy;
import icl.core.model.Prompted;
import icl.core.model.PromptedStep;
import icl.core.model.Question;
import icl.core.model.SquaredLabelsStep;
import icl.core.random.StreamKey;
import icl.core.risk.formula.Answer;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulate.RiskSamples;
import icl.core.simulate.SimulatedRisk;
import icl.core.simulation.Ask;
import icl.core.simulation.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Prompts for each group of tasks, whole layers and columns of squared labels, where tasks have a mean. */
class MeansTest {
    private static final double[][] SKEW = {{1.5, 0.6, 0.1}, {0.6, 0.8, -0.3}, {0.1, -0.3, 0.5}};
    private static final double[][] TURNED = {{0.4, -0.2, 0.3}, {-0.2, 1.2, 0.5}, {0.3, 0.5, 1.7}};
    private static final Predictor ATTENTION = new Predictor.Attention(Optional.empty());
    private static final Predictor LAYER = new AttentionLayer(Normalisation.MEAN);
    private static final Predictor SQUARES = new AttentionSquares(Normalisation.MEAN);

    private static Predictor prompted(PromptStrategy strategy) {
        return new Prompted(strategy, Normalisation.MEAN);
    }

    private static Optimum optimum(Design design, Predictor predictor) {
        return RiskFormulas.exact(new Question(design, predictor, Loss.QUERY));
    }

    private static double risk(Design design, Predictor predictor) {
        return optimum(design, predictor).risk();
    }

    private static double risk(Design design, PromptStrategy strategy) {
        return risk(design, prompted(strategy));
    }

    private static double carried(Design law, Design design, Predictor predictor) {
        return RiskFormulas.exact(new Question(design, predictor, Loss.QUERY, Optional.of(law)))
                .risk();
    }

    private static TaskGroup group(double weight, double mean, double variance, int dim) {
        return new TaskGroup(
                weight, Profile.common(mean), new Covariance.Diagonal(Vector.constant(variance, dim)).of("", dim));
    }

    private static TaskGroup group(double weight, double[] mean, double[][] covariance) {
        return new TaskGroup(weight, new Profile(Vector.of(mean)), new Covariance.Full(Matrix.of(covariance)));
    }

    private static Design pair(int length, double noise, double one, double other, double variance) {
        return Ask.iid(10, length)
                .noise(noise)
                .groups(group(0.3, one, 1, 10), group(0.7, other, variance, 10))
                .design();
    }

    /** Designs with means of several kinds, of dim 3. */
    static List<Design> designs() {
        Ask skewed = Ask.iid(3, 7).noise(0.3).features(SKEW);
        TaskGroup one = group(0.4, new double[] {1, -2, 0.5}, TURNED);
        TaskGroup other = group(0.6, new double[] {-0.5, 0.5, 1}, SKEW);
        return List.of(
                Ask.iid(3, 7).noise(0.3).mean(1).design(),
                Ask.iid(3, 2).noise(0).mean(2, 0, 1).tasks(TURNED).design(),
                skewed.groups(one, other).design(),
                skewed.noise(0).groups(one, other).length(30).design(),
                skewed.groups(one, other).pool(4, 11).design());
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0, 1.4, -0.6, 1, 5.642408133, 5.503007098, 5.013062039, 3.548387097",
        "20, 0, 1, -1, 1, 5.968321835, 5.815784573, 5.217599235, 3.548387097",
        "50, 0.09, 1, -1, 1, 3.348527677, 3.319902074, 3.143396939, 1.905354395",
        "10, 0, 1, -1, 2, 12.516626402, 11.898830953, 10.789682929, 8.904761905",
        // the theory curves of the public code of the paper
        "1, 0, 1.4, -0.6, 2, 22.259813596, 17.168775970, 16.019186828, 15.583333333",
        "50, 0, 1.4, -0.6, 2, 4.362118368, 4.325882005, 4.199580991, 3.065573770"
    })
    void theStrategiesHaveThePublishedRisks(
            int n,
            double noise,
            double one,
            double other,
            double variance,
            double plain,
            double tuned,
            double joint,
            double decoupled) {
        Design design = pair(n, noise, one, other, variance);
        Map<PromptStrategy, Double> expected = Map.of(
                PromptStrategy.PLAIN, plain,
                PromptStrategy.TUNED, tuned,
                PromptStrategy.JOINT, joint,
                PromptStrategy.DECOUPLED, decoupled);
        expected.forEach((strategy, risk) ->
                assertThat(risk(design, strategy)).as("%s", strategy).isCloseTo(risk, within(5e-10)));
    }

    @Test
    void theWholeLayerIsBetterThanTheStepWhereTasksHaveAMean() {
        Design ten = Ask.iid(10, 10).noise(0).mean(1).design();
        Design forty = Ask.iid(10, 40).noise(0).mean(1).design();
        assertThat(risk(ten, LAYER)).isCloseTo(7.687852982156054, within(1e-13));
        assertThat(risk(forty, LAYER)).isCloseTo(3.3488059372452503, within(1e-13));
        assertThat(risk(ten, ATTENTION)).isCloseTo(8.515213909860442, within(1e-13));
        assertThat(risk(forty, LAYER)).isLessThan(risk(forty, PromptStrategy.JOINT));
    }

    @Test
    void theRiskOfTheStepSaysThatItIsReduced() {
        Design mean = Ask.iid(3, 7).mean(1).design();
        assertThat(optimum(mean, ATTENTION).method()).isEqualTo(Optimum.Method.REDUCED);
        assertThat(optimum(mean, new Predictor.Attention(Optional.of(1))).method())
                .isEqualTo(Optimum.Method.CLOSED_FORM);
        assertThat(optimum(mean, prompted(PromptStrategy.PLAIN)).method()).isEqualTo(Optimum.Method.CLOSED_FORM);
        assertThat(optimum(Ask.iid(3, 7).design(), ATTENTION).method()).isEqualTo(Optimum.Method.CLOSED_FORM);
        assertThat(RiskFormulas.exact(new Question(
                                mean,
                                ATTENTION,
                                Loss.QUERY,
                                Optional.of(Ask.iid(3, 9).design())))
                        .method())
                .isEqualTo(Optimum.Method.CLOSED_FORM);
    }

    @ParameterizedTest
    @MethodSource("designs")
    void everyStrategyIsAtLeastAsGoodAsTheOneBefore(Design design) {
        double last = Double.POSITIVE_INFINITY;
        for (PromptStrategy strategy : PromptStrategy.values()) {
            double risk = risk(design, strategy);
            assertThat(risk).as("%s", strategy).isLessThanOrEqualTo(last * (1 + 1e-14));
            last = risk;
        }
        assertThat(last).isGreaterThanOrEqualTo(design.noiseVariance().at(0));
        assertThat(risk(design, PromptStrategy.PLAIN)).isEqualTo(risk(design, ATTENTION));
        assertThat(risk(design, SQUARES)).isLessThanOrEqualTo(risk(design, ATTENTION) * (1 + 1e-14));
    }

    @Test
    void withoutMeansAllAreAttention() {
        TaskGroup one = group(0.4, new double[] {0, 0, 0}, TURNED);
        TaskGroup other = group(0.6, new double[] {0, 0, 0}, SKEW);
        for (Ask ask : List.of(Ask.iid(3, 7), Ask.iid(3, 7).features(SKEW).groups(one, other))) {
            double attention = risk(ask.design(), ATTENTION);
            List<Predictor> others = new ArrayList<>(List.of(LAYER, SQUARES));
            for (PromptStrategy strategy : PromptStrategy.values()) {
                others.add(prompted(strategy));
            }
            others.forEach(
                    other1 -> assertThat(risk(ask.design(), other1)).isCloseTo(attention, within(1e-14 * attention)));
        }
        for (Ask ask : List.of(
                Ask.retrieval(3, 7, 0.4), Ask.aligned(3, 7, 0.4), Ask.iid(3, 7).overPositions())) {
            Question layer = ask.of(LAYER);
            assertThat(RiskFormulas.exact(layer).risk())
                    .isEqualTo(RiskFormulas.exact(ask.attention()).risk());
        }
    }

    /** Small means: the general roads lead to the risk of attention. */
    @Test
    void smallMeansChangeLittle() {
        Design small = Ask.iid(3, 7).noise(0.3).mean(1e-8).design();
        double attention = risk(Ask.iid(3, 7).noise(0.3).design(), ATTENTION);
        for (PromptStrategy strategy : PromptStrategy.values()) {
            assertThat(risk(small, strategy)).isCloseTo(attention, within(1e-14));
        }
        assertThat(risk(small, LAYER)).isCloseTo(attention, within(1e-14));
        assertThat(risk(small, SQUARES)).isCloseTo(attention, within(1e-14));
    }

    @Test
    void meansThatCancelInPairsLeaveTheStep() {
        Design mirrored =
                Ask.iid(4, 9).groups(group(1, 2, 1, 4), group(1, -2, 1, 4)).design();
        assertThat(risk(mirrored, LAYER)).isCloseTo(risk(mirrored, ATTENTION), within(1e-13));
        assertThat(risk(mirrored, SQUARES)).isCloseTo(risk(mirrored, ATTENTION), within(1e-13));
    }

    @Test
    void theLayerIsAtLeastAsGoodAsItsParts() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 20; i++) {
            int d = 1 + random.nextInt(6);
            Design design = Ask.iid(d, 1 + random.nextInt(40))
                    .noise(random.nextInt(2) * 0.5)
                    .groups(
                            group(0.2 + random.nextDouble(), 2 * random.nextDouble() - 1, 0.5 + random.nextDouble(), d),
                            group(0.2 + random.nextDouble(), 2 * random.nextDouble() - 1, random.nextDouble(), d))
                    .design();
            double layer = risk(design, LAYER);
            assertThat(layer).as("%s", design).isLessThanOrEqualTo(risk(design, SQUARES) * (1 + 1e-13));
        }
    }

    /** No layer that a random (u, z) and the best (A, p) for it make is better; neither is one nearby. */
    @Test
    void noLabelVectorIsBetterThanTheOneFound() {
        Design design = Ask.iid(3, 9)
                .noise(0.2)
                .groups(group(0.3, 1.5, 1, 3), group(0.7, -0.4, 0.3, 3))
                .design();
        double best = risk(design, LAYER);
        LinearAttention model = new LinearAttention(3, 9);
        Question question = new Question(design, LAYER, Loss.QUERY);
        SplittableRandom random = new SplittableRandom(21);
        for (int i = 0; i < 200; i++) {
            double[] parameters = random.doubles(model.size(), -1, 1).toArray();
            assertThat(RiskFormulas.riskOf(question, model, parameters).orElseThrow())
                    .isGreaterThan(best);
        }
    }

    @ParameterizedTest
    @MethodSource("designs")
    void trainedAndTestedOnOneLawIsTheOptimum(Design design) {
        for (PromptStrategy strategy : PromptStrategy.values()) {
            assertThat(carried(design, design, prompted(strategy))).isEqualTo(risk(design, strategy));
        }
        Ask longer = Ask.about(design).length(20);
        for (Predictor predictor :
                List.of(SQUARES, prompted(PromptStrategy.JOINT), prompted(PromptStrategy.DECOUPLED))) {
            double own = risk(longer.design(), predictor);
            assertThat(carried(design, longer.design(), predictor)).isGreaterThanOrEqualTo(own);
            assertThat(carried(longer.design(), design, predictor)).isGreaterThanOrEqualTo(risk(design, predictor));
        }
    }

    @Test
    void aBankIsEasierAndNewTasksAreHarderThanTheLaw() {
        Design law = Ask.iid(10, 30).noise(0.1).design();
        Design bank = Ask.iid(10, 30).noise(0.1).pool(4, 1).design();
        double ofLaw = risk(law, ATTENTION);
        assertThat(risk(bank, ATTENTION)).isLessThan(ofLaw);
        assertThat(carried(bank, law, ATTENTION)).isGreaterThan(ofLaw);
        assertThat(risk(bank, SQUARES)).isLessThan(risk(bank, ATTENTION));
        assertThat(carried(bank, law, SQUARES)).isGreaterThan(carried(bank, law, ATTENTION));
        Design large = Ask.iid(10, 30).noise(0.1).pool(100_000, 1).design();
        assertThat(risk(large, ATTENTION)).isCloseTo(ofLaw, within(0.01 * ofLaw));
        assertThat(carried(large, law, ATTENTION)).isCloseTo(ofLaw, within(0.01 * ofLaw));
    }

    @ParameterizedTest
    @EnumSource(PromptStrategy.class)
    void otherUnitsScaleTheRisk(PromptStrategy strategy) {
        TaskGroup one = group(0.4, new double[] {1, -2, 0.5}, TURNED);
        TaskGroup other = group(0.6, new double[] {-0.5, 0.5, 1}, SKEW);
        Ask plain = Ask.iid(3, 7).noise(0.25).features(SKEW).groups(one, other);
        int exponent = 100;
        TaskGroups large =
                ((IidDesign) plain.design()).taskGroups().orElseThrow().scaled(3, exponent);
        Ask scaled = Ask.iid(3, 7)
                .noise(Math.scalb(0.25, 2 * exponent))
                .features(SKEW)
                .groups(large.values().toArray(TaskGroup[]::new));
        for (Predictor predictor : List.of(prompted(strategy), SQUARES)) {
            double risk = risk(plain.design(), predictor);
            assertThat(risk(scaled.design(), predictor)).isEqualTo(Math.scalb(risk, 2 * exponent));
            assertThat(carried(scaled.length(9).design(), scaled.design(), predictor))
                    .isEqualTo(Math.scalb(carried(plain.length(9).design(), plain.design(), predictor), 2 * exponent));
        }
    }

    @Test
    void whatHasNoClosedFormSaysWhy() {
        Design two = designs().get(2);
        assertRefused(two, LAYER, "not symmetric about one axis");
        assertRefused(
                Ask.drift(3, 7, new icl.core.covariance.TaskCorrelation.Ar1(0.5))
                        .design(),
                SQUARES,
                "no formula is known for attention_squares on drift");
        assertRefused(Ask.iid(3, 2).noise(1, 2, 3).mean(1).design(), LAYER, "noise differs between positions");
        assertThatThrownBy(() -> carried(two, Ask.iid(3, 7).mean(1).design(), prompted(PromptStrategy.JOINT)))
                .isInstanceOf(NoClosedForm.class)
                .hasMessageContaining("prompts of 2 groups have no meaning for 1");
        Design without =
                Ask.iid(3, 7).groups(group(0, 5, 1, 3), group(1, 1, 1, 3)).design();
        Design with = Ask.iid(3, 7).groups(group(1, 5, 1, 3), group(1, 1, 1, 3)).design();
        assertThatThrownBy(() -> carried(without, with, prompted(PromptStrategy.JOINT)))
                .hasMessageContaining("the prompt of group 1 is not determined");
        Answer overPositions = RiskFormulas.answer(new Question(two, prompted(PromptStrategy.JOINT), Loss.POSITIONS));
        assertThat(overPositions)
                .isEqualTo(new Answer.Refusal("no formula is known for prompted on iid under the loss positions"));
    }

    private static void assertRefused(Design design, Predictor predictor, String why) {
        Answer answer = RiskFormulas.answer(new Question(design, predictor, Loss.QUERY));
        assertThat(answer).isInstanceOf(Answer.Refusal.class);
        assertThat(((Answer.Refusal) answer).reason()).contains(why);
    }

    /**
     * H0: the mean of simulated risks is the exact one. All comparisons alarm falsely with probability 1e-5; each finds 5 % of the risk
     * with probability 0.99.
     */
    @Test
    void simulationAgreesWithTheFormulas() {
        for (Question question : simulated()) {
            double exact = RiskFormulas.exact(question).risk();
            SimulatedRisk risk = MonteCarlo.risk(
                    question.design(),
                    RiskFormulas.estimator(question).orElseThrow().get(),
                    StreamKey.of(40).child(question.toString()),
                    new Precision(OptionalDouble.of(0.006), OptionalDouble.empty(), 1 << 20),
                    0.95);
            assertAgrees(risk, exact, question.toString());
        }
    }

    private static final double BOUND = Normal.quantile(1e-5 / 2 / 100);
    private static final double POWER = Normal.quantile(0.01);

    private static void assertAgrees(SimulatedRisk risk, double exact, String what) {
        assertThat(risk.risk()).as(what).isCloseTo(exact, within(BOUND * risk.standardError() + 1e-6 * exact));
        assertThat((BOUND + POWER) * risk.standardError()).as("power, %s", what).isLessThan(0.05 * exact);
    }

    private static List<Question> simulated() {
        List<Question> questions = new ArrayList<>();
        List<Predictor> predictors = new ArrayList<>(List.of(SQUARES));
        for (PromptStrategy strategy : PromptStrategy.values()) {
            predictors.add(prompted(strategy));
        }
        for (Design design : designs()) {
            for (Predictor predictor : predictors) {
                questions.add(new Question(design, predictor, Loss.QUERY));
            }
        }
        for (Predictor predictor : predictors) {
            Design law = Ask.about(designs().get(2)).length(12).design();
            questions.add(new Question(designs().get(2), predictor, Loss.QUERY, Optional.of(law)));
        }
        Design one = Ask.iid(4, 12).noise(0.3).mean(1).design();
        Design two = Ask.iid(4, 12)
                .noise(0.3)
                .groups(group(0.3, 1.5, 1, 4), group(0.7, 0.4, 0.3, 4))
                .design();
        for (Design design : List.of(one, two, Ask.iid(4, 12).design())) {
            questions.add(new Question(design, LAYER, Loss.QUERY));
        }
        questions.add(new Question(
                two, LAYER, Loss.QUERY, Optional.of(Ask.about(one).length(20).design())));
        questions.add(new Question(
                designs().get(2),
                LAYER,
                Loss.QUERY,
                Optional.of(Ask.iid(3, 5).mean(1).design())));
        return questions;
    }

    /** H0 as above, for parameters that are not the best ones: the exact risk of whatever training ends at. */
    @Test
    void theRiskOfAnyParametersIsExact() {
        Design design = designs().get(2);
        Map<Predictor, LinearInQuery> models = Map.of(
                prompted(PromptStrategy.PLAIN),
                new PromptedStep(3, 7, 2, PromptStrategy.PLAIN),
                prompted(PromptStrategy.JOINT),
                new PromptedStep(3, 7, 2, PromptStrategy.JOINT),
                prompted(PromptStrategy.DECOUPLED),
                new PromptedStep(3, 7, 2, PromptStrategy.DECOUPLED),
                SQUARES,
                new SquaredLabelsStep(3, 7),
                LAYER,
                new LinearAttention(3, 7));
        models.forEach((predictor, model) -> {
            double bound = model instanceof SquaredLabelsStep ? 0.1 : 0.4;
            double[] parameters =
                    new SplittableRandom(5).doubles(model.size(), -bound, bound).toArray();
            double exact = RiskFormulas.riskOf(new Question(design, predictor, Loss.QUERY), model, parameters)
                    .orElseThrow();
            SimulatedRisk risk = MonteCarlo.mean(
                    RiskSamples.ofModel(design, model, parameters, Loss.QUERY, StreamKey.of(41)),
                    new Precision(OptionalDouble.of(0.006), OptionalDouble.empty(), 1 << 20),
                    0.95);
            assertAgrees(risk, exact, predictor.toString());
        });
    }
}
