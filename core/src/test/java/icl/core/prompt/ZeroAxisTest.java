package icl.core.prompt;

import static icl.core.prompt.PromptBatch.LANES;
import static org.assertj.core.api.Assertions.assertThat;

import icl.core.covariance.Covariance;
import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.Vector;
import icl.core.random.StreamKey;
import icl.core.simulation.Ask;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** An axis of length 0 has no direction; one radius in 3e7 is 0, and with one feature query and task have no more. */
class ZeroAxisTest {
    private static final StreamKey KEY = StreamKey.of(20261204).child("zero");
    private static final List<SufficientStatistic> REDUCED =
            List.of(SufficientStatistic.SECOND_MOMENTS, SufficientStatistic.STEP);

    @Test
    void aQueryOfZeroHasExamples() {
        for (SufficientStatistic law : REDUCED) {
            Seen seen = seen(law, Ask.retrieval(1, 4, 0.5).design(), 22_750_489);
            assertThat(seen.query[0]).isZero();
            assertThat(Math.abs(seen.step[0])).isPositive().isFinite();
        }
    }

    @Test
    void aTaskOfZeroHasExamples() {
        for (Ask ask : List.of(Ask.iid(1, 4), Ask.aligned(1, 4, 0.5), Ask.retrieval(1, 4, 0.5))) {
            for (SufficientStatistic law : REDUCED) {
                Seen seen = seen(law, ask.design(), 22_750_489);
                assertThat(seen.task[0]).isZero();
                assertThat(Math.abs(seen.step[0])).isPositive().isFinite();
            }
        }
    }

    @Test
    void withoutTaskVarianceLabelsAreNoise() {
        Covariance none = new Covariance.Diagonal(Vector.of(0, 0, 0));
        for (Ask ask : List.of(Ask.iid(3, 4), Ask.aligned(3, 4, 0.5), Ask.retrieval(3, 4, 0.5))) {
            for (SufficientStatistic law : SufficientStatistic.values()) {
                Seen seen = seen(law, ask.tasks(none).design(), 0);
                assertThat(DoubleStream.of(seen.task)).allMatch(b -> b == 0);
                assertThat(DoubleStream.of(seen.step)).allMatch(h -> h != 0 && Double.isFinite(h));
                assertThat(seen.target).isNotZero().isFinite();
            }
        }
    }

    private static Seen seen(SufficientStatistic law, Design design, long prompt) {
        return Seen.of(law.sampler(design).orElseThrow().open(KEY), prompt - prompt % LANES)
                .get((int) (prompt % LANES));
    }
}
