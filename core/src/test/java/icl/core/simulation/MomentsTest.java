package icl.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void meanAndVarianceOfAFewNumbers() {
        Moments moments = Moments.NONE.plus(2).plus(4).plus(9);

        assertThat(moments.count()).isEqualTo(3);
        assertThat(moments.mean()).isEqualTo(5);
        assertThat(moments.variance()).isCloseTo(13, within(1e-14));
        assertThat(moments.standardError()).isCloseTo(Math.sqrt(13.0 / 3), within(1e-14));
    }

    @Test
    void partsMergeIntoTheWhole() {
        SplittableRandom random = new SplittableRandom(1);
        Moments whole = Moments.NONE;
        Moments[] parts = {Moments.NONE, Moments.NONE, Moments.NONE};
        for (int i = 0; i < 1000; i++) {
            double value = 1e3 + random.nextGaussian();
            whole = whole.plus(value);
            int part = i % 10 == 0 ? 0 : 1;
            parts[part] = parts[part].plus(value);
        }
        Moments merged = parts[0].plus(parts[1]).plus(parts[2]);

        assertThat(merged.count()).isEqualTo(1000);
        assertThat(merged.mean()).isCloseTo(whole.mean(), within(1e-11));
        assertThat(merged.variance()).isCloseTo(whole.variance(), within(1e-11));
    }

    @Test
    void normalTailsAreThoseOfTheTables() {
        assertThat(Normal.upperTail(0)).isEqualTo(0.5);
        assertThat(Normal.upperTail(1.959963984540054)).isCloseTo(0.025, within(1e-15));
        assertThat(Normal.upperTail(-1)).isCloseTo(0.8413447460685429, within(1e-14));
        assertThat(Normal.upperTail(5) / 2.866515718791939e-7).isCloseTo(1, within(1e-12));
        assertThat(Normal.quantile(5e-7)).isCloseTo(4.891638475698586, within(1e-10));
        assertThat(Normal.quantile(0.999)).isCloseTo(-3.090232306167813, within(1e-10));
    }
}
