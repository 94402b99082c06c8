package icl.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;
import org.junit.jupiter.api.Test;

class JacobiTest {
    @Test
    void smallTurnsKeepTheirDigits() {
        Jacobi jacobi = Jacobi.of(DdMatrix.of(Matrix.of(new double[][] {{2, 1e-20}, {1e-20, 1}})), 0);
        DdMatrix turned = jacobi.turned(DdMatrix.identity(2));
        assertThat(turned.get(0, 1).hi()).isCloseTo(1e-20, within(1e-35));
        assertThat(turned.get(1, 0).hi()).isCloseTo(-1e-20, within(1e-35));
        assertThat(turned.get(0, 0).subtract(1).hi()).isCloseTo(-5e-41, within(1e-55));
    }

    /** [[1, b], [b, 1]] has the eigenvalues 1 + b and 1 - b. */
    @Test
    void eigenvaluesCloserThanDoublesAreToldApart() {
        Jacobi jacobi = Jacobi.of(DdMatrix.of(Matrix.of(new double[][] {{1, 1e-20}, {1e-20, 1}})), 0);
        double apart = jacobi.value(1).subtract(jacobi.value(0)).abs().hi();
        assertThat(apart).isCloseTo(2e-20, within(1e-31));
    }

    @Test
    void clustersOfTinyEntriesSettle() {
        SplittableRandom random = new SplittableRandom(2);
        DdMatrix noise = Exactly.random(25, 25, random).symmetrised().scaled(DD.of(1e-16));
        Jacobi jacobi = Jacobi.of(DdMatrix.identity(25).plus(noise), 0x1p-110);
        DdMatrix v = jacobi.turned(DdMatrix.identity(25));
        DdMatrix rest = v.times(noise)
                .timesTransposed(v)
                .minus(DdMatrix.diagonal(25, i -> jacobi.value(i).subtract(1)));
        assertThat(rest.frobeniusSquared().sqrt().hi()).isLessThan(1e-29);
    }

    @Test
    void matricesWithoutADiagonalSettle() {
        Jacobi jacobi = Jacobi.of(DdMatrix.of(Matrix.from(40, 40, (i, j) -> i == j ? 0 : 1)), 1e-16);
        double[] values = IntStream.range(0, 40)
                .mapToDouble(i -> jacobi.value(i).hi())
                .sorted()
                .toArray();
        assertThat(values[39]).isCloseTo(39, within(1e-13));
        assertThat(Arrays.stream(values).limit(39))
                .allSatisfy(v -> assertThat(v).isCloseTo(-1, within(1e-14)));
    }
}
