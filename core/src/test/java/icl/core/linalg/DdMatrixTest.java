package icl.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.apache.commons.numbers.core.DD;
import org.junit.jupiter.api.Test;

class DdMatrixTest {
    private static final BigDecimal PRECISION = new BigDecimal("1e-31");

    private final SplittableRandom random = new SplittableRandom(7);
    private final DdMatrix a = Exactly.random(3, 5, random);
    private final DdMatrix b = Exactly.random(3, 5, random);

    @Test
    void productsAgreeWithExactArithmetic() {
        int[][] sizes = {{1, 1, 1}, {2, 3, 4}, {5, 40, 3}, {70, 3, 2}, {9, 17, 33}};
        for (int[] size : sizes) {
            DdMatrix left = Exactly.random(size[0], size[1], random);
            DdMatrix right = Exactly.random(size[1], size[2], random);
            DdMatrix product = left.times(right);
            assertThat(product.rows()).isEqualTo(size[0]);
            assertThat(product.columns()).isEqualTo(size[2]);
            for (int i = 0; i < size[0]; i++) {
                for (int j = 0; j < size[2]; j++) {
                    BigDecimal sum = BigDecimal.ZERO;
                    BigDecimal absolute = BigDecimal.ZERO;
                    for (int k = 0; k < size[1]; k++) {
                        BigDecimal term = Exactly.of(left.get(i, k)).multiply(Exactly.of(right.get(k, j)));
                        sum = sum.add(term);
                        absolute = absolute.add(term.abs());
                    }
                    assertThat(Exactly.difference(product.get(i, j), sum)).isLessThan(absolute.multiply(PRECISION));
                }
            }
        }
    }

    @Test
    void sumsThatCancelKeepTheirDigits() {
        DdMatrix row = DdMatrix.of(Matrix.of(new double[][] {{1e16, 1, -1e16, 1e-16}}));
        DdMatrix ones = DdMatrix.of(Matrix.of(new double[][] {{1}, {1}, {1}, {1}}));
        assertThat(row.times(ones).get(0, 0)).isEqualTo(DD.ofSum(1, 1e-16));
    }

    @Test
    void productsWithTheTransposedAreThoseOfTheTransposed() {
        assertSame(a.transposeTimes(b), a.transposed().times(b));
        assertSame(a.timesTransposed(b), a.times(b.transposed()));
    }

    @Test
    void sumsAndDifferencesAreThoseOfTheEntries() {
        DdMatrix sum = a.plus(b);
        DdMatrix difference = a.minus(b);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 5; j++) {
                BigDecimal x = Exactly.of(a.get(i, j));
                BigDecimal y = Exactly.of(b.get(i, j));
                assertThat(Exactly.difference(sum.get(i, j), x.add(y))).isLessThan(PRECISION);
                assertThat(Exactly.difference(difference.get(i, j), x.subtract(y)))
                        .isLessThan(PRECISION);
            }
        }
    }

    @Test
    void scalingRowsAndColumnsIsMultiplyingByDiagonalMatrices() {
        DD[] factors = {DD.of(2), DD.of(3).reciprocal(), DD.of(5).sqrt(), DD.of(-7), DD.ZERO};
        assertClose(
                a.scaledRows(i -> factors[i]),
                DdMatrix.diagonal(3, i -> factors[i]).times(a));
        assertClose(a.scaledColumns(j -> factors[j]), a.times(DdMatrix.diagonal(5, j -> factors[j])));
        assertClose(a.scaled(factors[1]), a.scaledRows(i -> factors[1]));
    }

    @Test
    void traceOfAProductNeedsNoProduct() {
        DdMatrix c = Exactly.random(5, 3, random);
        assertThat(a.traceOfProduct(c).subtract(a.times(c).trace()).abs().hi()).isLessThan(1e-30);
        assertThat(a.dot(b).subtract(a.transposeTimes(b).trace()).abs().hi()).isLessThan(1e-30);
        assertThat(a.frobeniusSquared()
                        .subtract(a.timesTransposed(a).trace())
                        .abs()
                        .hi())
                .isLessThan(1e-30);
    }

    @Test
    void symmetrisedIsTheMeanWithTheTransposed() {
        DdMatrix square = Exactly.random(4, 4, random);
        DdMatrix mean = square.symmetrised();
        assertSame(mean, mean.transposed());
        assertSame(mean, mean.symmetrised());
        assertClose(mean.plus(mean), square.plus(square.transposed()));
    }

    @Test
    void roundingIsToTheNearestDouble() {
        DdMatrix third = DdMatrix.diagonal(2, i -> DD.of(3).reciprocal());
        assertThat(third.rounded()).isEqualTo(Matrix.diagonal(Vector.constant(1.0 / 3, 2)));
        assertThat(DdMatrix.of(a.rounded()).rounded()).isEqualTo(a.rounded());
    }

    @Test
    void identityChangesNothing() {
        assertSame(DdMatrix.identity(3).times(a), a);
        assertSame(a.times(DdMatrix.diagonal(Vector.constant(1, 5))), a);
    }

    @Test
    void sizesThatDoNotFitAreRefusedByName() {
        assertThatThrownBy(() -> a.times(b))
                .hasMessage("Invalid sizes: 3x5 matrix and 3x5 matrix (must be of equal inner size)");
        assertThatThrownBy(() -> a.plus(a.transposed()))
                .hasMessage("Invalid sizes: 3x5 matrix and 5x3 matrix (must be equal)");
        assertThatThrownBy(a::trace).hasMessage("Invalid matrix: 3x5 matrix (must be square)");
        assertThatThrownBy(a::symmetrised).hasMessage("Invalid matrix: 3x5 matrix (must be square)");
    }

    private static void assertSame(DdMatrix x, DdMatrix y) {
        assertThat(x.minus(y).frobeniusSquared()).isEqualTo(DD.ZERO);
    }

    private static void assertClose(DdMatrix x, DdMatrix y) {
        assertThat(x.minus(y).frobeniusSquared().sqrt().hi()).isLessThan(1e-30);
    }
}
