package icl.core.prompt;

import static icl.core.prompt.PromptBatch.LANES;
import static org.assertj.core.api.Assertions.assertThat;

import icl.core.covariance.FeatureLaw;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.VectorApi;
import icl.core.random.StreamKey;
import icl.core.simulation.Ask;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What prompt p holds depends on the stream and p, and on nothing else. */
class PromptBitsTest {
    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Design design : SomeDesigns.all()) {
            for (SufficientStatistic law : SufficientStatistic.values()) {
                if (law.sampler(design).isPresent()) {
                    cases.add(Arguments.of(law, design));
                }
            }
        }
        return cases;
    }

    @Test
    void bitsAreTheSameWithoutTheVectorApi() throws IOException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PromptBits.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        String table = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(VectorApi.isOn()).isTrue();
        assertThat(table).isEqualTo("false\n" + PromptBits.table());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bitsDoNotDependOnWhatWasDrawnBefore(SufficientStatistic law, Design design) {
        PromptBatch prompts = PromptBits.prompts(law, design);
        int[] first = PromptBits.of(prompts, 0);
        int[] second = PromptBits.of(prompts, LANES);
        float[] target = prompts.target().clone();
        assertThat(prompts.next()).isZero();
        assertThat(prompts.target()).containsExactly(target);
        prompts.start(5 * LANES);
        prompts.next(); // left unfinished
        assertThat(PromptBits.of(prompts, LANES)).containsExactly(second);
        assertThat(PromptBits.of(prompts, 0)).containsExactly(first);
        assertThat(PromptBits.of(PromptBits.prompts(law, design), LANES)).containsExactly(second);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void promptsDiffer(SufficientStatistic law, Design design) {
        PromptBatch prompts = PromptBits.prompts(law, design);
        List<Float> targets = new ArrayList<>();
        for (long first : new long[] {0, LANES, 1L << 32, 1L << 40}) {
            prompts.start(first);
            while (prompts.next() > 0) {}
            for (float target : prompts.target()) {
                targets.add(target);
            }
        }
        assertThat(targets).doesNotHaveDuplicates();
        assertThat(targets).allMatch(target -> Float.isFinite(target));
    }

    @Test
    void withoutExamplesThereIsAQuery() {
        List<Ask> asks = new ArrayList<>(List.of(Ask.iid(3, 0), Ask.retrieval(3, 0, 0.5), Ask.aligned(3, 0, 0.5)));
        for (TaskCorrelation k : List.of(new TaskCorrelation.Ar1(0.5), new TaskCorrelation.LinearDrift())) {
            asks.add(Ask.drift(3, 0, k));
        }
        asks.add(Ask.sequence(3, 0, new TaskCorrelation.Ar1(0.5)));
        asks.add(Ask.sequence(3, 0, new TaskCorrelation.ChangePoint(0, 0.5)));
        asks.add(Ask.iid(3, 0).law(new FeatureLaw.Student(5)));
        for (Ask ask : asks) {
            PromptBatch prompts = PromptBits.prompts(SufficientStatistic.WHOLE, ask.design());
            int[] second = PromptBits.of(prompts, LANES);
            assertThat(second).hasSize(7 * LANES);
            assertThat(PromptBits.of(prompts, 0)).isNotEqualTo(second);
            assertThat(PromptBits.of(prompts, LANES)).containsExactly(second);
            assertThat(prompts.target()).doesNotContain(0);
        }
    }

    @Test
    void streamsDiffer() {
        Design design = SomeDesigns.all().get(0);
        int[] bits = PromptBits.of(PromptBits.prompts(SufficientStatistic.WHOLE, design), 0);
        PromptBatch other = design.whole().open(StreamKey.of(20261203).child("others"));
        assertThat(Arrays.equals(PromptBits.of(other, 0), bits)).isFalse();
    }
}
