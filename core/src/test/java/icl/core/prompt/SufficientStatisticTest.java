package icl.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.covariance.FeatureLaw;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.random.StreamKey;
import icl.core.simulation.Ask;
import icl.core.simulation.Prompts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Prompts in lanes against prompts drawn in double precision as their definition reads, by the distributions of what their law
 * lets one see.
 *
 * <p>H0: both have one distribution (Kolmogorov and Smirnov, {@value #PROMPTS} prompts each). A comparison alarms falsely with
 * probability {@value #FALSE_ALARM}, all some 2000 of the class with 1e-6. A difference of 0.05 between distribution functions is
 * found with probability 0.999.
 */
class SufficientStatisticTest {
    private static final double FALSE_ALARM = 5e-10;
    private static final int PROMPTS = 25_600;
    private static final StreamKey KEY = StreamKey.of(20261129).child("laws");

    static List<Design> designs() {
        return SomeDesigns.all();
    }

    @ParameterizedTest
    @MethodSource("designs")
    void everyLawIsThatOfTheDefinition(Design design) {
        Map<Statistic, double[]> defined = values(defined(design), SufficientStatistic.WHOLE);
        for (SufficientStatistic law : SufficientStatistic.values()) {
            if (law.sampler(design).isPresent()) {
                values(drawn(law, design), law)
                        .forEach((statistic, drawn) -> assertThat(pValue(drawn, defined.get(statistic)))
                                .as("%s of %s on %s", statistic.name(), law, design)
                                .isGreaterThan(FALSE_ALARM));
            }
        }
    }

    @Test
    void aLawThatIsSlightlyOffIsFound() {
        checkDiffers(Ask.iid(5, 20), Ask.iid(5, 18), Statistic.named("trace"));
        checkDiffers(Ask.iid(3, 8), Ask.iid(3, 8).noise(1.4), Statistic.named("squares"));
        checkDiffers(Ask.retrieval(4, 12, 0.5), Ask.retrieval(4, 12, 0.6), Statistic.named("query gram query"));
        checkDiffers(Ask.retrieval(4, 12, 0.5), Ask.retrieval(4, 12, 0.6), Statistic.named("step across"));
        checkDiffers(
                Ask.sequence(3, 8, new TaskCorrelation.Ar1(0.6)),
                Ask.sequence(3, 8, new TaskCorrelation.Ar1(0.7)),
                Statistic.named("neighbours"));
        checkDiffers(Ask.iid(3, 8).law(new FeatureLaw.Sphere()), Ask.iid(3, 8), Statistic.named("query squared"));
        checkDiffers(
                Ask.iid(3, 8).law(new FeatureLaw.Student(5)),
                Ask.iid(3, 8).law(new FeatureLaw.Student(8)),
                Statistic.named("query squared"));
        checkDiffers(Ask.aligned(4, 12, 0.3), Ask.aligned(4, 12, 0.7), Statistic.named("task step"));
    }

    private static void checkDiffers(Ask drawn, Ask defined, Statistic statistic) {
        double[] expected =
                values(defined(defined.design()), SufficientStatistic.WHOLE).get(statistic);
        for (SufficientStatistic law : SufficientStatistic.values()) {
            if (statistic.isSeenBy(law) && law.sampler(drawn.design()).isPresent()) {
                double[] values = values(drawn(law, drawn.design()), law).get(statistic);
                assertThat(pValue(values, expected))
                        .as("%s of %s", statistic.name(), law)
                        .isLessThan(FALSE_ALARM);
            }
        }
    }

    @Test
    void whatHasNoKnownLawIsDrawnWhole() {
        for (Ask ask : List.of(
                Ask.iid(2, 0),
                Ask.iid(2, 2).noise(1, 2, 3),
                Ask.retrieval(2, 2, 0.1, 0.2),
                Ask.drift(2, 2, new TaskCorrelation.Ar1(1)),
                Ask.sequence(2, 2, new TaskCorrelation.Ar1(0)),
                Ask.iid(2, 2).law(new FeatureLaw.Sphere()),
                Ask.aligned(2, 2, 0.5).features(new double[][] {{1, 0.5}, {0.5, 1}}))) {
            int[] whole = PromptBits.of(ask.design().whole().open(KEY), 0);
            for (SufficientStatistic law : List.of(SufficientStatistic.STEP, SufficientStatistic.SECOND_MOMENTS)) {
                assertThat(law.sampler(ask.design())).isEmpty();
                assertThat(PromptBits.of(law.cheapestSampler(ask.design()).open(KEY), 0))
                        .containsExactly(whole);
            }
        }
    }

    @Test
    void theCheapestSamplerShowsWhatIsNeeded() {
        Design design = Ask.retrieval(3, 8, 0.5).noise(0.5).design();
        for (SufficientStatistic law : SufficientStatistic.values()) {
            PromptBatch cheapest = law.cheapestSampler(design).open(KEY);
            PromptBatch own = law.sampler(design).orElseThrow().open(KEY);
            assertThat(PromptBits.of(cheapest, 0)).containsExactly(PromptBits.of(own, 0));
        }
        assertThat(SufficientStatistic.STEP.cheapestSampler(design).open(KEY).length())
                .isEqualTo(1);
        assertThat(SufficientStatistic.SECOND_MOMENTS
                        .cheapestSampler(design)
                        .open(KEY)
                        .length())
                .isEqualTo(4);
    }

    /** What the law lets one see, sorted. */
    private static Map<Statistic, double[]> values(List<Seen> seen, SufficientStatistic law) {
        Map<Statistic, double[]> values = new LinkedHashMap<>();
        for (Statistic statistic : Statistic.ALL) {
            if (statistic.isSeenBy(law)) {
                values.put(
                        statistic,
                        seen.stream().mapToDouble(statistic::of).sorted().toArray());
            }
        }
        return values;
    }

    private static double pValue(double[] drawn, double[] defined) {
        return KolmogorovSmirnovTest.withDefaults().test(drawn, defined).getPValue();
    }

    private static List<Seen> drawn(SufficientStatistic law, Design design) {
        PromptBatch prompts = law.sampler(design).orElseThrow().open(KEY.child(law + " of " + design));
        List<Seen> seen = new ArrayList<>();
        for (int p = 0; p < PROMPTS; p += PromptBatch.LANES) {
            seen.addAll(Seen.of(prompts, p));
        }
        return seen;
    }

    private static List<Seen> defined(Design design) {
        Prompts prompts = new Prompts(design);
        SplittableRandom random = new SplittableRandom(design.toString().hashCode());
        List<Seen> seen = new ArrayList<>();
        for (int p = 0; p < PROMPTS; p++) {
            seen.add(Seen.of(prompts.draw(random), Prompts.labelScale(design)));
        }
        return seen;
    }
}
