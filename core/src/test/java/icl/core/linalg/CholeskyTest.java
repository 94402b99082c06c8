package icl.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CholeskyTest {
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void residualsAreOfTheSizeOfRounding() {
        for (int n : new int[] {1, 2, 5, 31, 32, 33, 100}) {
            Matrix a = Matrix.from(n, n, (i, j) -> Math.pow(0.9, Math.abs(i - j)) + (i == j ? 0.01 : 0));
            Vector b = Vector.from(n, i -> random.nextDouble() - 0.5);
            Vector x = Cholesky.solve(a, b);
            for (int i = 0; i < n; i++) {
                int row = i;
                double[] entries = Vector.from(n, j -> a.get(row, j)).toArray();
                double rest = CompensatedSums.dot(entries, x.toArray())
                        .subtract(b.get(i))
                        .hi();
                assertThat(Math.abs(rest)).isLessThan(2e-16 * n * largest(x));
            }
        }
    }

    @Test
    void unitsOfTheUnknownsDoNotMatter() {
        Matrix a = Matrix.from(6, 6, (i, j) -> i == j ? 1 : 0.4);
        Vector b = Vector.from(6, i -> i - 2);
        Vector x = Cholesky.solve(a, b);
        double[] unit = {1e-90, 1e40, 1, 1e100, 1e-3, 7};
        Vector y = Cholesky.solve(
                Matrix.from(6, 6, (i, j) -> unit[i] * a.get(i, j) * unit[j]), Vector.from(6, i -> unit[i] * b.get(i)));
        for (int i = 0; i < 6; i++) {
            assertThat(y.get(i) * unit[i]).isCloseTo(x.get(i), within(1e-14));
        }
    }

    @Test
    void matricesThatAreNotPositiveDefiniteAreRefused() {
        double[][][] matrices = {{{1, 1}, {1, 1}}, {{1, 2}, {2, 1}}, {{1, 0}, {0, 0}}, {{1, 0}, {0, -1}}, {{Double.NaN}}
        };
        for (double[][] matrix : matrices) {
            Matrix a = Matrix.of(matrix);
            assertThatThrownBy(() -> Cholesky.solve(a, Vector.constant(1, a.rows())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot solve for a " + a + ": not positive definite");
            assertThat(Cholesky.isPositiveDefinite(a)).isFalse();
        }
    }

    /** (1 - c) I + c 11' is positive definite for c above -1/(n - 1). */
    @Test
    void theSignOfTheLeastEigenvalueDecides() {
        for (int n : new int[] {2, 5, 40}) {
            assertThat(Cholesky.isPositiveDefinite(equicorrelated(n, -1 / (n - 1.0) + 1e-12)))
                    .isTrue();
            assertThat(Cholesky.isPositiveDefinite(equicorrelated(n, -1 / (n - 1.0) - 1e-12)))
                    .isFalse();
        }
    }

    private static Matrix equicorrelated(int n, double correlation) {
        return Matrix.from(n, n, (i, j) -> i == j ? 1 : correlation);
    }

    private static double largest(Vector x) {
        double largest = 0;
        for (int i = 0; i < x.size(); i++) {
            largest = Math.max(largest, Math.abs(x.get(i)));
        }
        return largest;
    }
}
