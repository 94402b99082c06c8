package icl.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.design.Units;
import icl.core.linalg.Vector;
import icl.core.random.StreamKey;
import icl.core.records.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for the prompts of every registered design: each statistic that it says the law of has that law, and units change nothing
 * but exponents.
 *
 * <p>H0: both samples have one distribution (Kolmogorov and Smirnov, {@value #PROMPTS} prompts each). A comparison alarms falsely with
 * probability {@value #FALSE_ALARM}, all some 1000 of the class with 1e-6. A difference of 0.07 between distribution functions is
 * found with probability 0.999.
 */
class EveryDesignTest {
    private static final double FALSE_ALARM = 1e-9;
    private static final int PROMPTS = 12_800;
    private static final StreamKey KEY = StreamKey.of(20261130).child("every design");
    private static final Vector WEIGHTS = Vector.from(Samples.LENGTH, i -> 1.5 - 0.4 * i);

    static List<Design> designs() {
        return Samples.of(Design.class);
    }

    @ParameterizedTest
    @MethodSource("designs")
    void everyStatisticHasTheLawOfWholePrompts(Design design) {
        List<Seen> whole = seen(design.whole(), "whole");
        for (SufficientStatistic law : SufficientStatistic.values()) {
            Optional<PromptSampler> sampler = law.sampler(design);
            if (sampler.isPresent() && law != SufficientStatistic.WHOLE) {
                compare(seen(sampler.get(), law.toString()), whole, law, design);
            }
        }
    }

    /** A weighted step has the law of X'(w o y), which is that of the step of prompts with weighted labels. */
    @ParameterizedTest
    @MethodSource("designs")
    void aWeightedStepHasTheLawOfWholePrompts(Design design) {
        design.weightedStep(WEIGHTS).ifPresent(sampler -> {
            List<Seen> whole = seen(design.whole(), "whole");
            whole.forEach(prompt -> prompt.weigh(WEIGHTS));
            compare(seen(sampler, "weighted"), whole, SufficientStatistic.STEP, design);
        });
    }

    private static void compare(List<Seen> some, List<Seen> whole, SufficientStatistic law, Design design) {
        for (Statistic statistic : Statistic.ALL) {
            double[] drawn = some.stream().mapToDouble(statistic::of).sorted().toArray();
            double[] expected =
                    whole.stream().mapToDouble(statistic::of).sorted().toArray();
            boolean isKnown = Arrays.stream(drawn).noneMatch(Double::isNaN);
            if (statistic.isSeenBy(law) && isKnown) {
                assertThat(KolmogorovSmirnovTest.withDefaults()
                                .test(drawn, expected)
                                .getPValue())
                        .as("%s of %s on %s", statistic.name(), law, design)
                        .isGreaterThan(FALSE_ALARM);
            }
        }
    }

    private static List<Seen> seen(PromptSampler sampler, String name) {
        PromptBatch prompts = sampler.open(KEY.child(name));
        List<Seen> seen = new ArrayList<>();
        for (int p = 0; p < PROMPTS; p += PromptBatch.LANES) {
            seen.addAll(Seen.of(prompts, p));
        }
        return seen;
    }

    /** Powers of two in variances are powers of two in features and labels, to the last bit. */
    @ParameterizedTest
    @MethodSource("designs")
    void unitsChangeExponentsAlone(Design design) {
        Design there = design.inUnits(new Units(4, 8));
        for (SufficientStatistic law : SufficientStatistic.values()) {
            Optional<PromptSampler> here = law.sampler(design);
            boolean isStep = law == SufficientStatistic.STEP; // one example of label 1 with the features X'y
            if (here.isPresent() && law.sampler(there).isPresent()) {
                assertThat(numbers(law.sampler(there).get(), 0, 0, 0))
                        .as("%s of %s", law, design)
                        .containsExactly(numbers(here.get(), isStep ? -6 : -2, isStep ? 0 : -4, -2));
            }
        }
    }

    /** Features and labels of the first examples, query and label, each times a power of two. */
    private static float[] numbers(PromptSampler sampler, int features, int labels, int query) {
        List<Float> numbers = new ArrayList<>();
        PromptBatch prompts = sampler.open(KEY);
        prompts.start(0);
        for (int count = prompts.next(); count > 0; count = prompts.next()) {
            add(prompts.features(), count * prompts.dim(), features, numbers);
            add(prompts.labels(), count, labels, numbers);
        }
        add(prompts.query(), prompts.dim(), query, numbers);
        add(prompts.target(), 1, 2 * query, numbers);
        float[] all = new float[numbers.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = numbers.get(i);
        }
        return all;
    }

    private static void add(float[] some, int rows, int exponent, List<Float> to) {
        for (int i = 0; i < rows * PromptBatch.LANES; i++) {
            to.add(Math.scalb(some[i], exponent) + 0f); // -0 becomes 0
        }
    }
}
