package icl.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One tolerance for all: 1e-30 times the size, of the largest eigenvalue. */
class SymmetricEigenTest {
    private static final double PRECISION = 1e-30;
    private static final int[] SIZES = {1, 2, 3, 4, 5, 8, 13, 20, 33, 60};
    private static final int BEYOND_SMALL = 130;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void equalEigenvaluesAreFound() {
        assertFound(i -> 1);
    }

    @Test
    void conditionNumbersUpTo1e14LeaveTheLeastEigenvalueRight() {
        for (double least : new double[] {1e-3, 1e-6, 1e-12, 1e-14}) {
            for (int d : SIZES) {
                assertFound(geometric(least, d));
            }
        }
    }

    @Test
    void multipleAndZeroEigenvaluesAreFound() {
        assertFound(i -> Math.pow(1e-3, i % 3));
        assertFound(i -> i < 2 ? 3 : 0);
        assertFound(i -> i == 0 ? 1 : 1e-12);
    }

    @Test
    void closeEigenvaluesAreFound() {
        assertFound(i -> 1 + i * 0x1p-52);
        assertFound(i -> 1 / (1 + i * 1e-14));
    }

    @Test
    void signsAreKept() {
        assertFound(i -> i % 2 == 0 ? 1 : -1);
        assertFound(i -> -1e-9 * i);
    }

    @Test
    void largeMatricesStartFromLapack() {
        assertFound(BEYOND_SMALL, geometric(1e-12, BEYOND_SMALL));
        assertFound(BEYOND_SMALL, i -> i < 50 ? 1 : 0);
    }

    /** Matrices met in practice; their eigenvalues are not known, but what they must satisfy is. */
    @Test
    void vectorsDiagonaliseGradedAndNearlySingularMatrices() {
        for (int d : SIZES) {
            assertDecomposes(DdMatrix.of(Matrix.from(d, d, (i, j) -> 1.0 / (i + j + 1))));
            assertDecomposes(DdMatrix.of(Matrix.from(d, d, (i, j) -> Math.pow(10, -(i + j) / 4.0))));
            assertDecomposes(DdMatrix.of(Matrix.from(d, d, (i, j) -> i == j ? 1 : 0.5)));
            assertDecomposes(DdMatrix.of(Matrix.from(d, d, (i, j) -> Math.pow(0.99, Math.abs(i - j)))));
            DdMatrix half = Exactly.random(d, (d + 1) / 2, random);
            assertDecomposes(DdMatrix.of(half.timesTransposed(half).rounded()));
        }
    }

    /** Rounding the entries moves the eigenvalues a million million times further than computing them does. */
    @Test
    void errorsAreFarBelowWhatOneRoundingOfTheEntriesCauses() {
        for (int d : new int[] {5, 20, 60}) {
            double[] values = values(d, geometric(1e-12, d));
            DdMatrix a = Exactly.withEigenvalues(values, Exactly.rotation(d, random));
            double computing = error(SymmetricEigen.of(a), values);
            double rounding = error(SymmetricEigen.of(a.rounded()), values);
            assertThat(rounding).isGreaterThan(1e-18);
            assertThat(computing).isLessThan(1e-12 * rounding);
        }
    }

    @Test
    void diagonalMatricesAreOnlySorted() {
        SymmetricEigen eigen = SymmetricEigen.of(Matrix.diagonal(Vector.of(0.1, 3, 0, -2, 3)));
        assertThat(eigen.values()).isEqualTo(Vector.of(3, 3, 0.1, 0, -2));
        assertThat(eigen.vectors().rounded())
                .isEqualTo(Matrix.from(5, 5, (i, j) -> i == new int[] {1, 4, 0, 2, 3}[j] ? 1 : 0));
        assertThat(SymmetricEigen.of(Matrix.identity(3)).vectors().rounded()).isEqualTo(Matrix.identity(3));
    }

    @Test
    void zeroHasZeroEigenvalues() {
        assertThat(SymmetricEigen.of(Matrix.from(3, 3, (i, j) -> 0)).values()).isEqualTo(Vector.constant(0, 3));
    }

    @Test
    void powersOfTwoScaleTheEigenvaluesAndNothingElse() {
        DdMatrix a = Exactly.random(6, 6, random).symmetrised();
        SymmetricEigen plain = SymmetricEigen.of(a);
        for (int exponent : new int[] {-600, -100, 100, 600}) {
            SymmetricEigen scaled =
                    SymmetricEigen.of(DdMatrix.from(6, 6, (i, j) -> a.get(i, j).scalb(exponent)));
            for (int i = 0; i < 6; i++) {
                assertThat(scaled.value(i)).isEqualTo(plain.value(i).scalb(exponent));
            }
            assertThat(scaled.vectors().rounded()).isEqualTo(plain.vectors().rounded());
        }
    }

    @Test
    void asymmetryIsAveragedAway() {
        DdMatrix a = Exactly.random(7, 7, random);
        assertThat(SymmetricEigen.of(a).values())
                .isEqualTo(SymmetricEigen.of(a.symmetrised()).values());
    }

    @Test
    void entriesThatAreNotFiniteAreRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Matrix a = Matrix.of(new double[][] {{1, bad}, {bad, 1}});
            assertThatThrownBy(() -> SymmetricEigen.of(a)).hasMessageContaining("must be a finite number");
        }
        assertThatThrownBy(() -> SymmetricEigen.of(Matrix.from(2, 3, (i, j) -> 1)))
                .hasMessage("Invalid matrix: 2x3 matrix (must be square)");
    }

    private static IntToDoubleFunction geometric(double least, int d) {
        return i -> d == 1 ? 1 : Math.pow(least, i / (d - 1.0));
    }

    private static double[] values(int d, IntToDoubleFunction value) {
        return IntStream.range(0, d).mapToDouble(value).toArray();
    }

    private void assertFound(IntToDoubleFunction value) {
        for (int d : SIZES) {
            assertFound(d, value);
        }
    }

    private void assertFound(int d, IntToDoubleFunction value) {
        double[] values = values(d, value);
        DdMatrix a = Exactly.withEigenvalues(values, Exactly.rotation(d, random));
        double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
        assertThat(error(assertDecomposes(a), values)).isLessThanOrEqualTo(PRECISION * d * largest);
    }

    /** The greatest difference of an eigenvalue from what it should be. */
    private static double error(SymmetricEigen eigen, double[] values) {
        double[] falling =
                Arrays.stream(values).map(v -> -v).sorted().map(v -> -v).toArray();
        return IntStream.range(0, falling.length)
                .mapToDouble(i -> eigen.value(i).subtract(falling[i]).abs().hi())
                .max()
                .orElseThrow();
    }

    private static SymmetricEigen assertDecomposes(DdMatrix a) {
        SymmetricEigen eigen = SymmetricEigen.of(a);
        DdMatrix v = eigen.vectors();
        int d = eigen.size();
        double largest = Math.max(eigen.value(0).hi(), -eigen.value(d - 1).hi());
        assertThat(norm(a.times(v).minus(v.scaledColumns(eigen::value))))
                .isLessThanOrEqualTo(10 * PRECISION * d * largest);
        assertThat(norm(v.transposeTimes(v).minus(DdMatrix.identity(d)))).isLessThanOrEqualTo(10 * PRECISION * d);
        for (int i = 1; i < d; i++) {
            assertThat(eigen.value(i - 1).subtract(eigen.value(i)).hi()).isGreaterThanOrEqualTo(0);
        }
        return eigen;
    }

    private static double norm(DdMatrix a) {
        return a.frobeniusSquared().sqrt().hi();
    }
}
