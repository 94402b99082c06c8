package icl.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.Vector;
import icl.core.random.StreamKey;
import icl.core.simulation.Ask;
import icl.core.simulation.Prompts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * X'(w o y) from projections against its definition, jointly with query, task and label, by two-sample Kolmogorov-Smirnov tests.
 *
 * <p>False alarm {@value #FALSE_ALARM} for each comparison; a difference of 0.05 between distribution functions is found with
 * probability 0.999.
 */
class ProjectedPromptsTest {
    private static final double FALSE_ALARM = 5e-10;
    private static final int PROMPTS = 25_600;
    private static final StreamKey KEY = StreamKey.of(20261125).child("projected");
    private static final double[][] FULL = {{1, 0.6, -0.3}, {0.6, 2, 0.2}, {-0.3, 0.2, 0.5}};

    static List<Arguments> cases() {
        Vector five = Vector.of(1, -0.5, 2, 0, 0.3);
        return List.of(
                Arguments.of(Ask.iid(3, 5).noise(0.5).features(FULL).tasks(FULL).design(), five),
                Arguments.of(Ask.iid(3, 5).noise(0, 0.5, 1, 2, 1, 0.2).design(), five),
                Arguments.of(Ask.iid(1, 1).noise(0).design(), Vector.of(-2)),
                Arguments.of(Ask.iid(2, 40).noise(1).design(), Vector.from(40, i -> Math.pow(0.9, i))),
                Arguments.of(Ask.retrieval(3, 5, 0, 0.5, 0.9, 1, 0.3).noise(0.5).design(), five),
                Arguments.of(
                        Ask.retrieval(3, 5, 0.6)
                                .noise(0)
                                .features(FULL)
                                .tasks(FULL)
                                .design(),
                        five),
                Arguments.of(Ask.retrieval(2, 1, 1).noise(1).design(), Vector.of(1)),
                Arguments.of(Ask.retrieval(1, 5, 0.7).noise(0.2).design(), five),
                Arguments.of(Ask.retrieval(6, 2, 0.3).noise(4).design(), Vector.of(1, -1)),
                Arguments.of(Ask.aligned(3, 5, 0.5).noise(0, 0.5, 1, 2, 1, 0.2).design(), five),
                Arguments.of(Ask.aligned(1, 5, 1).noise(0.3).design(), five),
                Arguments.of(Ask.aligned(4, 5, 0).noise(0).design(), five));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLawIsThatOfTheDefinition(Design design, Vector weights) {
        List<Seen> drawn = drawn(design.weightedStep(weights).orElseThrow().open(KEY.child(design + " " + weights)));
        List<Seen> defined = defined(design, weights);
        for (Statistic statistic : Statistic.ALL) {
            if (statistic.isSeenBy(SufficientStatistic.STEP)) {
                assertThat(pValue(values(drawn, statistic), values(defined, statistic)))
                        .as(statistic.name())
                        .isGreaterThan(FALSE_ALARM);
            }
        }
    }

    @Test
    void otherWeightsAreFound() {
        Design design = Ask.iid(3, 3).noise(0.5).design();
        List<Seen> drawn =
                drawn(design.weightedStep(Vector.of(1, 1, 1)).orElseThrow().open(KEY));
        List<Seen> defined = defined(design, Vector.of(1, 1, 1.5));
        double least = Statistic.ALL.stream()
                .filter(statistic -> statistic.isSeenBy(SufficientStatistic.STEP))
                .mapToDouble(statistic -> pValue(values(drawn, statistic), values(defined, statistic)))
                .min()
                .orElseThrow();
        assertThat(least).isLessThan(FALSE_ALARM);
    }

    @Test
    void theLawIsKnownWhereLabelsDependOnFewCoordinates() {
        List<Ask> unknown = List.of(
                Ask.drift(2, 2, SomeDesigns.correlations(2).get(0)),
                Ask.aligned(2, 2, 0.5).features(new double[][] {{1, 0.5}, {0.5, 1}}));
        for (Ask ask : unknown) {
            assertThat(ask.design().weightedStep(Vector.of(1, 1))).isEmpty();
        }
        assertThat(Ask.iid(2, 0).design().weightedStep(Vector.of())).isEmpty();
    }

    private static double[] values(List<Seen> seen, Statistic statistic) {
        return seen.stream().mapToDouble(statistic::of).sorted().toArray();
    }

    private static double pValue(double[] drawn, double[] defined) {
        assertThat(DoubleStream.of(drawn)).allMatch(Double::isFinite);
        return KolmogorovSmirnovTest.withDefaults().test(drawn, defined).getPValue();
    }

    private static List<Seen> drawn(PromptBatch prompts) {
        List<Seen> seen = new ArrayList<>();
        for (int p = 0; p < PROMPTS; p += PromptBatch.LANES) {
            seen.addAll(Seen.of(prompts, p));
        }
        return seen;
    }

    private static List<Seen> defined(Design design, Vector weights) {
        Prompts prompts = new Prompts(design);
        SplittableRandom random = new SplittableRandom(design.toString().hashCode());
        List<Seen> seen = new ArrayList<>();
        for (int p = 0; p < PROMPTS; p++) {
            Seen one = Seen.of(prompts.draw(random), Prompts.labelScale(design));
            weigh(one, weights);
            seen.add(one);
        }
        return seen;
    }

    /** X'(w o y) in place of X'y. */
    private static void weigh(Seen seen, Vector weights) {
        Arrays.fill(seen.step, 0);
        for (int i = 0; i < weights.size(); i++) {
            for (int c = 0; c < seen.step.length; c++) {
                seen.step[c] +=
                        weights.get(i) * seen.labels.get(i) * seen.features.get(i)[c];
            }
        }
    }
}
