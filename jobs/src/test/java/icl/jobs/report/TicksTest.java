package icl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void decadesAreMarkedWhereThereAreThree() {
        assertThat(Ticks.around(new double[] {0.5, 3, 20, 700}).values()).containsExactly(1.0, 10.0, 100.0);
    }

    @Test
    void fewNumbersAreMarkedThemselves() {
        assertThat(Ticks.around(new double[] {5, 10, 20, 40}).values()).containsExactly(5.0, 10.0, 20.0, 40.0);
    }

    @Test
    void betweenDecadesAreOneTwoAndFive() {
        assertThat(Ticks.around(new double[] {1.5, 2, 3, 4, 5, 6, 30}).values()).containsExactly(2.0, 5.0, 10.0, 20.0);
    }

    @Test
    void aNarrowRangeHasEqualSteps() {
        assertThat(Ticks.around(new double[] {4.41, 4.5, 4.6, 4.7, 4.9, 5.18}).values())
                .containsExactly(4.4, 4.6, 4.8, 5.0, 5.2);
    }

    @Test
    void everyNumberIsOnTheAxisAndEveryMarkTooWithRoomForItsLabel() {
        double[] numbers = {0.013, 0.7, 3, 9.9, 12, 99};
        Ticks ticks = Ticks.around(numbers);
        assertThat(ticks.low()).isLessThan(numbers[0]);
        assertThat(ticks.high()).isGreaterThan(99);
        assertThat(ticks.values()).allMatch(value -> value >= ticks.low() && 1.05 * value < ticks.high());
    }

    @Test
    void oneNumberHasAnAxis() {
        Ticks ticks = Ticks.around(new double[] {2});
        assertThat(ticks.low()).isLessThan(2);
        assertThat(ticks.high()).isGreaterThan(2);
        assertThat(ticks.values()).containsExactly(2.0);
    }

    @Test
    void zeroIsOnNoLogarithmicAxis() {
        assertThatThrownBy(() -> Ticks.around(new double[] {0, 1}))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Cannot draw 0.0 on a logarithmic axis");
    }
}
