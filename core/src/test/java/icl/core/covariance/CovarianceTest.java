package icl.core.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CovarianceTest {

    @Test
    void namedFamiliesHaveTraceDim() {
        for (Covariance family : List.of(
                Covariance.identity(),
                new Covariance.PowerLaw(1.7),
                new Covariance.Geometric(0.3),
                new Covariance.Exchangeable(0.4),
                new Covariance.Spiked(2, 50))) {
            for (int dim : new int[] {2, 7, 100}) {
                assertThat(family.matrix(dim).diagonal().sum()).as("%s", family).isCloseTo(dim, within(1e-12 * dim));
            }
        }
    }

    @Test
    void familiesHaveTheVariancesOfTheirNames() {
        ratios(new Covariance.PowerLaw(2), 1, 1.0 / 4, 1.0 / 9, 1.0 / 16);
        ratios(new Covariance.Geometric(0.5), 1, 0.5, 0.25, 0.125);
        ratios(new Covariance.Spiked(2, 9), 9, 9, 1, 1);
    }

    private static void ratios(Covariance covariance, double... expected) {
        Vector diagonal = covariance.diagonal(expected.length).orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(diagonal.get(i) / diagonal.get(0)).isCloseTo(expected[i] / expected[0], within(1e-15));
        }
    }

    @Test
    void exchangeableFeaturesAreEquallyCorrelated() {
        assertThat(new Covariance.Exchangeable(0.3).matrix(3)).isEqualTo(Matrix.of(new double[][] {
            {1, 0.3, 0.3}, {0.3, 1, 0.3}, {0.3, 0.3, 1}
        }));
        assertThat(new Covariance.Exchangeable(0.3).diagonal(3)).isEmpty();
    }

    @Test
    void parametersThatAreNoCovariance() {
        invalid(() -> new Covariance.PowerLaw(-1), "Invalid power_law: -1.0 (must be a finite number, at least 0)");
        invalid(() -> new Covariance.Geometric(0), "Invalid geometric: 0.0 (must be in (0, 1])");
        invalid(() -> new Covariance.Geometric(Double.NaN), "Invalid geometric: NaN (must be in (0, 1])");
        invalid(() -> new Covariance.Exchangeable(-0.1), "Invalid exchangeable: -0.1 (must be in [0, 1])");
        invalid(() -> new Covariance.Spiked(0, 2), "Invalid count: 0 (must be at least 1)");
        invalid(() -> new Covariance.Spiked(1, 0), "Invalid ratio: 0.0 (must be a finite number above 0)");
        invalid(
                () -> new Covariance.Diagonal(Vector.of(1, -2)),
                "Invalid diagonal[1]: -2.0 (must be a finite number, at least 0)");
    }

    @Test
    void matricesThatAreNoCovariance() {
        full("Invalid matrix: 1x2 matrix (must be square)", new double[] {1, 2});
        full("Invalid matrix[1][0]: NaN (must be a finite number)", new double[] {1, 0}, new double[] {Double.NaN, 1});
        full(
                "Invalid matrix: entry [1][0] is 0.2 but [0][1] is 0.1 (must be symmetric)",
                new double[] {1, 0.1},
                new double[] {0.2, 1});
        assertThatThrownBy(() -> new Covariance.Full(Matrix.of(new double[][] {{1, 2}, {2, 1}})))
                .isInstanceOf(Invalid.class)
                .hasMessageMatching("Invalid matrix: its least eigenvalue is -(0\\.9999|1\\.0).* "
                        + "\\(must be positive semidefinite, so that it is a covariance\\)");
    }

    @Test
    void singularMatricesAndRoundingAreAccepted() {
        Matrix singular = Matrix.of(new double[][] {{1, 1}, {1, 1}});
        Matrix rounded = Matrix.of(new double[][] {{1, 0.1 + 0.2}, {0.3, 1}});
        assertThat(new Covariance.Full(singular).matrix(2)).isEqualTo(singular);
        assertThat(new Covariance.Full(rounded).matrix(2)).isEqualTo(rounded);
    }

    private static void full(String message, double[]... rows) {
        invalid(() -> new Covariance.Full(Matrix.of(rows)), message);
    }

    private static void invalid(ThrowingCallable construction, String message) {
        assertThatThrownBy(construction).isInstanceOf(Invalid.class).hasMessage(message);
    }
}
