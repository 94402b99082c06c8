package icl.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.apache.commons.numbers.core.DD;
import org.junit.jupiter.api.Test;

class CompensatedSumsTest {
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void sumsOfTermsOfAllSizesAgreeWithExactArithmetic() {
        double[] values = terms(1000);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal absolute = BigDecimal.ZERO;
        for (double value : values) {
            sum = sum.add(new BigDecimal(value));
            absolute = absolute.add(new BigDecimal(value).abs());
        }
        assertThat(Exactly.difference(CompensatedSums.sum(values), sum))
                .isLessThan(absolute.multiply(new BigDecimal("1e-30")));
    }

    @Test
    void dotProductsAgreeWithExactArithmetic() {
        double[] a = terms(1000);
        double[] b = terms(1000);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal absolute = BigDecimal.ZERO;
        for (int i = 0; i < a.length; i++) {
            BigDecimal term = new BigDecimal(a[i]).multiply(new BigDecimal(b[i]));
            sum = sum.add(term);
            absolute = absolute.add(term.abs());
        }
        assertThat(Exactly.difference(CompensatedSums.dot(a, b), sum))
                .isLessThan(absolute.multiply(new BigDecimal("1e-30")));
    }

    @Test
    void whatDoublesLoseIsKept() {
        assertThat(CompensatedSums.sum(new double[] {1e20, 1, -1e20})).isEqualTo(DD.ONE);
        assertThat(CompensatedSums.dot(new double[] {1 + 0x1p-52, 1}, new double[] {1 + 0x1p-52, -1 - 0x1p-51}))
                .isEqualTo(DD.of(0x1p-104));
        assertThat(CompensatedSums.sum(new double[0])).isEqualTo(DD.ZERO);
    }

    @Test
    void vectorsOfDifferentSizesAreRefused() {
        assertThatThrownBy(() -> CompensatedSums.dot(new double[2], new double[3]))
                .hasMessage("Invalid sizes: 2 and 3 (must be equal)");
    }

    /** Of both signs, from 1e-20 to 1e20. */
    private double[] terms(int count) {
        return random.doubles(count)
                .map(x -> (x - 0.5) * Math.pow(10, 40 * random.nextDouble() - 20))
                .toArray();
    }
}
