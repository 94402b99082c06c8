package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Matrix;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.random.StreamKey;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.risk.layer.LayerRisk;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulation.Ask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sizes that no memory holds are answered in closed form or refused in one line, before anything of such a size is allocated. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // loops over so many examples do not look up
class HugeSizesTest {
    private static final int HUGE = 1_000_000_000;
    private static final Covariance UNEVEN = new Covariance.PowerLaw(1);
    private static final Covariance FULL = new Covariance.Exchangeable(0.5);

    private static List<Ask> asks(int dim, int length) {
        List<Ask> asks = new ArrayList<>();
        for (Covariance tasks : List.of(Covariance.identity(), UNEVEN, FULL)) {
            asks.add(Ask.iid(dim, length).tasks(tasks));
            asks.add(Ask.retrieval(dim, length, 0.5).tasks(tasks));
            asks.add(Ask.aligned(dim, length, 0.5).tasks(tasks));
            for (TaskCorrelation k : correlations()) {
                asks.add(Ask.drift(dim, length, k).tasks(tasks));
            }
            for (TaskCorrelation c : List.of(new TaskCorrelation.Ar1(0.5), new TaskCorrelation.ChangePoint(3, 0.5))) {
                asks.add(Ask.sequence(dim, length, c).tasks(tasks));
                asks.add(Ask.sequence(dim, length, c, SequenceDesign.Query.INDEPENDENT)
                        .tasks(tasks));
            }
        }
        return asks;
    }

    private static List<TaskCorrelation> correlations() {
        return List.of(
                new TaskCorrelation.Ar1(1),
                new TaskCorrelation.Ar1(-1),
                new TaskCorrelation.Ar1(0.5),
                new TaskCorrelation.LinearDrift(),
                new TaskCorrelation.ChangePoint(3, 0.5),
                new TaskCorrelation.RandomWalk(1, 0.5));
    }

    private static List<Predictor> predictors(Ask ask) {
        return List.of(
                new Predictor.Attention(Optional.empty()),
                new Predictor.Attention(Optional.of(1)),
                new Predictor.H3(Optional.empty()),
                new Predictor.H3(Optional.of(0)),
                new Predictor.H3Channels(),
                new Predictor.Lora(0, ask.design()),
                new Predictor.Lora(1, ask.tasks(Covariance.identity()).design()));
    }

    @Test
    void everyQuestionIsAnsweredOrRefused() {
        int answered = 0;
        for (int[] size : new int[][] {{1, HUGE}, {3, Integer.MAX_VALUE}, {HUGE / 2, 10}, {Integer.MAX_VALUE, 3}}) {
            for (Ask ask : asks(size[0], size[1])) {
                for (Predictor predictor : predictors(ask)) {
                    for (Loss loss : Loss.values()) {
                        answered += answers(new Question(ask.design(), predictor, loss));
                    }
                }
            }
        }
        assertThat(answered).isPositive();
    }

    /** 1 for a finite risk, 0 for a refusal; whatever else is thrown fails the test. */
    private static int answers(Question question) {
        try {
            double risk = RiskFormulas.exact(question).risk();
            assertThat(risk).as("%s", question).isFinite().isNotNegative();
            RiskFormulas.paper(question);
            return 1;
        } catch (Invalid | NoClosedForm e) {
            assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(400);
            return 0;
        }
    }

    @Test
    void aTaskThatStaysOrTurnsHasItsRiskAtAnyLength() {
        for (int length : List.of(4001, HUGE)) {
            Ask iid = Ask.iid(3, length).tasks(UNEVEN);
            Ask stays = Ask.drift(3, length, new TaskCorrelation.Ar1(1)).tasks(UNEVEN);
            same(stays.attention(), iid.attention());
            same(stays.attention(1), iid.attention(1));
            same(stays.lora(1, Ask.iid(3, 20)), iid.lora(1, Ask.iid(3, 20)));
        }
    }

    /** Equal weights see the mean noise of the examples alone. */
    @Test
    void noiseByPositionHasItsRiskAtAnyLength() {
        double[] noise = new double[5001];
        Arrays.setAll(noise, i -> i == 5000 ? 1 : i % 2 == 0 ? 0.25 : 1.75);
        Ask iid = Ask.iid(3, 5000).tasks(UNEVEN);
        same(iid.noise(noise).attention(), iid.attention());
        same(iid.noise(noise).attention(2), iid.attention(2));
    }

    /** n odd: k'1 = -1, A = 1 + n, B = n (d + s^2), and the gain is d / (A + B); n even: no signal. Below 4001 by dense moments. */
    @Test
    void aTaskThatTurnsIsSeenByOneExampleAtMost() {
        for (int length : List.of(3999, 4001, HUGE + 1)) {
            double gain = 3 / (1 + 4.5 * length);
            assertThat(gain(length)).isCloseTo(gain, within(1e-14 * gain));
        }
        for (int length : List.of(4000, 4002, HUGE)) {
            assertThat(gain(length)).isZero();
        }
    }

    private static double gain(int length) {
        Ask ask = Ask.drift(3, length, new TaskCorrelation.Ar1(-1)).noise(0.5);
        return RiskFormulas.exact(ask.attention()).gain();
    }

    private static void same(Question question, Question other) {
        Optimum risk = RiskFormulas.exact(question);
        Optimum expected = RiskFormulas.exact(other);
        assertThat(risk.risk()).isCloseTo(expected.risk(), within(1e-14 * expected.risk()));
        assertThat(risk.gain()).isCloseTo(expected.gain(), within(1e-14 * Math.abs(expected.gain())));
    }

    @Test
    void refusalsSayWhatIsNeeded() {
        refused(
                Ask.iid(HUGE / 2, 10).attention(),
                "Cannot find the spectrum at dim 500000000: some 50,000,000,000 bytes are needed (must be at most ");
        refused(Ask.iid(100_000, 10).tasks(FULL).attention(), "Cannot find the spectrum at dim 100000: ");
        refused(
                Ask.retrieval(HUGE, 10, 0.5).lora(1, Ask.retrieval(HUGE, 9, 0.5)),
                "Cannot find the spectrum at dim 1000000000: ");
        refused(
                Ask.drift(2, HUGE, new TaskCorrelation.Ar1(0.5)).attention(),
                "Invalid length: 1000000000 (must be at most 4000 for weights over the examples");
    }

    private static void refused(Question question, String message) {
        assertThatThrownBy(() -> RiskFormulas.exact(question))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void surfacesAndSimulationsAreRefused() {
        for (int[] size : new int[][] {{2, HUGE}, {HUGE / 2, 10}}) {
            for (Ask ask : asks(size[0], size[1])) {
                for (Loss loss : Loss.values()) {
                    tooLarge(() -> LayerRisk.of(ask.design(), loss, true));
                    tooLarge(() -> LayerRisk.of(ask.design(), loss, false));
                }
                tooLarge(() -> MonteCarlo.risk(
                        ask.design(),
                        new Predictor.Given(Matrix.identity(2), Optional.empty()),
                        Loss.QUERY,
                        StreamKey.of(1),
                        new Precision(OptionalDouble.of(0.1), OptionalDouble.empty(), 4096),
                        0.95));
            }
        }
    }

    private static void tooLarge(Runnable computation) {
        assertThatThrownBy(computation::run)
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Cannot ")
                .hasMessageContaining("bytes are needed");
    }
}
