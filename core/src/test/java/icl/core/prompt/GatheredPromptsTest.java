package icl.core.prompt;

import static icl.core.prompt.PromptBatch.LANES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.simulation.Ask;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Prompts drawn one at a time, gathered in lanes, and the prefixes of any whole prompts. */
class GatheredPromptsTest {
    private static final StreamKey STREAM = StreamKey.of(20261206);
    private static final int DIM = 3;
    private static final int LENGTH = 4;

    private static Prompt draw(RandomGenerator random) {
        Matrix features = Matrix.from(LENGTH + 1, DIM, (i, c) -> random.nextGaussian());
        return new Prompt(features, Vector.from(LENGTH + 1, i -> random.nextDouble()));
    }

    private static PromptBatch gathered() {
        return new GatheredPrompts(DIM, LENGTH, GatheredPromptsTest::draw, STREAM);
    }

    @Test
    void aLaneHoldsThePromptOfItsNumber() {
        PromptSource source = new PromptSource(stream -> gathered(), STREAM);
        for (long number : new long[] {0, 1, 63, 64, 1_000, (1L << 40) + 5}) {
            Prompt drawn = draw(new CounterRandom(STREAM, number));
            Prompt kept = source.prompt(number);
            for (int i = 0; i <= LENGTH; i++) {
                assertThat(kept.labels().get(i))
                        .isEqualTo((float) drawn.labels().get(i));
                for (int c = 0; c < DIM; c++) {
                    assertThat(kept.features().get(i, c))
                            .isEqualTo((float) drawn.features().get(i, c));
                }
            }
        }
    }

    @Test
    void theirTasksAreNotKnown() {
        PromptBatch prompts = gathered();
        prompts.start(0);
        assertThat(prompts.task()[0]).isNaN();
    }

    @Test
    void aPromptOfAnotherSizeIsRefused() {
        PromptBatch prompts = new GatheredPrompts(DIM, LENGTH + 1, GatheredPromptsTest::draw, STREAM);
        assertThatThrownBy(() -> prompts.start(0))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid prompt drawn: 3 features and 4 examples (must be those of its design, 3 and 5)");
        assertThatThrownBy(() -> gathered().start(7))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("7");
    }

    @Test
    void prefixesHaveTheirExamplesAndTheNextPositionAsQuery() {
        for (Ask ask : new Ask[] {
            Ask.iid(DIM, 50),
            Ask.drift(DIM, LENGTH, SomeDesigns.correlations(LENGTH).get(0)),
            Ask.iid(DIM, 0)
        }) {
            checkPrefixes(ask.design().whole(), ask.design().length());
        }
        checkPrefixes(stream -> gathered(), LENGTH);
    }

    private static void checkPrefixes(PromptSampler whole, int length) {
        PromptSource source = new PromptSource(whole, STREAM);
        PrefixPrompts prefixes = new PrefixPrompts(whole.open(STREAM));
        for (long first : new long[] {0, 5L * LANES}) {
            prefixes.start(first);
            int m = 0;
            do {
                assertThat(prefixes.length()).isEqualTo(m);
                checkPrefix(prefixes, source.prompt(first + 7), m, 7);
                m++;
            } while (prefixes.lengthen());
            assertThat(m).isEqualTo(length + 1);
        }
    }

    private static void checkPrefix(PrefixPrompts prefix, Prompt prompt, int m, int lane) {
        assertThat(prefix.next()).isEqualTo(m);
        for (int i = 0; i < m; i++) {
            assertThat((double) prefix.labels()[i * LANES + lane])
                    .isEqualTo(prompt.labels().get(i));
            assertThat((double) prefix.features()[(i * DIM + 1) * LANES + lane])
                    .isEqualTo(prompt.features().get(i, 1));
        }
        assertThat(prefix.next()).isZero();
        assertThat((double) prefix.query()[2 * LANES + lane])
                .isEqualTo(prompt.features().get(m, 2));
        assertThat((double) prefix.target()[lane]).isEqualTo(prompt.labels().get(m));
    }
}
