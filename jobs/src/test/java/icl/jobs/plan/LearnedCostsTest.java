package icl.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.jobs.plan.LearnedCosts.Seen;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnedCostsTest {
    private static double factor(double believed, double predicted, double taken) {
        return new LearnedCosts(Map.of("exact", believed), 0)
                .after(Map.of("exact", new Seen(predicted, taken)), 1)
                .factor("exact");
    }

    @Test
    void whatIsNotKnownIsAsPredicted() {
        assertThat(LearnedCosts.NONE.factor("exact")).isEqualTo(1);
        assertThat(factor(3, 0, 0)).isEqualTo(3);
    }

    @Test
    void muchThatWasSeenDecides() {
        assertThat(factor(1, 1000, 10_000)).isCloseTo(10, within(0.01));
        assertThat(factor(1, 10_000, 1000)).isCloseTo(0.1, within(0.0001));
        assertThat(factor(50, 0.1, 1000)).isCloseTo(10_000, within(60.0));
    }

    @Test
    void theFirstMomentsOfAJvmDecideLittle() {
        assertThat(factor(1, 0.01, 0.25)).isCloseTo(Math.pow(25, 0.2), within(1e-9));
    }

    @Test
    void measuresLearnApart() {
        LearnedCosts learned = LearnedCosts.NONE.after(Map.of("exact", new Seen(10, 20)), 4);
        assertThat(learned.factor("trained")).isEqualTo(1);
        assertThat(learned.tasks()).isEqualTo(4);
    }
}
