package icl.jobs.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.jobs.commit.MeasureCost;
import icl.jobs.commit.TaskCost;
import icl.jobs.plan.LearnedCosts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostHistoryTest {
    private static final CostHistory TWO = new CostHistory(List.of(
            new TaskCost(30, List.of(new MeasureCost("exact", 10, 1, 2), new MeasureCost("trained", 5, 100, 20))),
            new TaskCost(10, List.of(new MeasureCost("trained", 3, 200, 10)))));

    @Test
    void rowsAreSummedByMeasure() {
        assertThat(TWO.measures())
                .containsExactly(new MeasureCost("exact", 10, 1, 2), new MeasureCost("trained", 8, 300, 30));
    }

    @Test
    void predictionsLearn() {
        LearnedCosts learned = TWO.after(LearnedCosts.NONE);
        assertThat(learned.factor("trained")).isCloseTo(0.1, within(0.001));
        assertThat(learned.tasks()).isEqualTo(2);
    }

    @Test
    void theSpreadIsOfTimesOnTheClock() {
        List<TaskCost> tasks = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> new TaskCost(11 - i, List.of()))
                .toList();
        assertThat(new CostHistory(tasks).spread()).contains(new CostHistory.Spread(10, 1, 5, 9, 10, 10 / 5.5));
        assertThat(new CostHistory(List.of()).spread()).isEmpty();
    }
}
