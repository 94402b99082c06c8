package icl.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SidedErrorsTest {
    private static Moments exponential() {
        Moments moments = new Moments();
        new SplittableRandom(5).doubles(500).forEach(u -> moments.add(-Math.log(u)));
        return moments;
    }

    @Test
    void theIntervalReaches196OfThem() {
        Moments moments = exponential();
        SidedErrors errors = SidedErrors.ofMean(moments);
        Interval interval = Interval.ofMean(moments, 0.95);
        assertThat(errors.z(moments.mean(), interval.upper())).isCloseTo(-1.959963984540054, within(1e-12));
        assertThat(errors.z(moments.mean(), interval.lower())).isCloseTo(1.959963984540054, within(1e-12));
    }

    @Test
    void theMeanOfSkewedNumbersIsMoreOftenTooLow() {
        Moments moments = exponential();
        SidedErrors errors = SidedErrors.ofMean(moments);
        assertThat(errors.above()).isGreaterThan(moments.standardError());
        assertThat(errors.below()).isLessThan(moments.standardError());
    }

    @Test
    void differencesAreInErrorsOfTheirSide() {
        SidedErrors errors = new SidedErrors(1, 2);
        assertThat(errors.z(10, 7)).isEqualTo(3);
        assertThat(errors.z(10, 13)).isEqualTo(-1.5);
        assertThat(errors.z(10, 10)).isZero();
        assertThat(errors.atLeast(1.5)).isEqualTo(new SidedErrors(1.5, 2));
    }

    @Test
    void numbersWithoutChanceLeaveNoRoom() {
        SidedErrors none = new SidedErrors(0, 0);
        assertThat(none.z(1, 2)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(none.z(2, 2)).isZero();
    }
}
