package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AxisRangeTest {
    private static void isTheExactValueRounded(double value) {
        assertThat(AxisRange.rounded(value)).isEqualByComparingTo(new BigDecimal(value).round(new MathContext(12)));
    }

    @Test
    void pointsAreRoundedAsTheirExactValues() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            isTheExactValueRounded(StrictMath.exp(random.nextDouble(-700, 700)));
        }
    }

    @Test
    void pointsInTheMiddleOfTwoAreRoundedAsTheirExactValues() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 20_000; i++) {
            long digits = random.nextLong(100_000_000_000L, 1_000_000_000_000L);
            double middle = Double.parseDouble(digits + "5e" + random.nextInt(-290, 290));
            isTheExactValueRounded(middle);
            isTheExactValueRounded(Math.nextUp(middle));
            isTheExactValueRounded(Math.nextDown(middle));
        }
        isTheExactValueRounded(1);
        isTheExactValueRounded(Double.MIN_VALUE);
        isTheExactValueRounded(Double.MAX_VALUE);
    }
}
