package icl.core.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.util.List;
import java.util.Optional;
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
    void aSubspaceAtAnAngleTurnsEachCoordinateTowardsItsPartner() {
        double c = Math.cos(Math.PI / 6);
        Matrix turned = new Covariance.Subspace(2, 30, 8).matrix(5);
        assertThat(turned).isEqualTo(Matrix.of(new double[][] {
            {6, 0, 4 * c, 0, 0}, {0, 6, 0, 4 * c, 0}, {4 * c, 0, 2, 0, 0}, {0, 4 * c, 0, 2, 0}, {0, 0, 0, 0, 0}
        }));
        assertThat(new Covariance.Subspace(2, 30, 8).diagonal(5)).isEmpty();
    }

    @Test
    void rightAnglesAreExact() {
        assertThat(new Covariance.Subspace(1, 0, 3).diagonal(3)).contains(Vector.of(3, 0, 0));
        assertThat(new Covariance.Subspace(1, 90, 3).diagonal(3)).contains(Vector.of(0, 3, 0));
        assertThat(new Covariance.Subspace(1, 180, 3).diagonal(3)).contains(Vector.of(3, 0, 0));
        assertThat(new Covariance.Subspace(1, -90, 3).diagonal(3)).contains(Vector.of(0, 3, 0));
        assertThat(turned(45)).isEqualTo(Matrix.of(new double[][] {{0.5, 0.5}, {0.5, 0.5}}));
        assertThat(turned(135)).isEqualTo(Matrix.of(new double[][] {{0.5, -0.5}, {-0.5, 0.5}}));
        assertThat(turned(60).diagonal()).isEqualTo(Vector.of(0.25, 0.75));
        assertThat(turned(15).get(0, 1)).isEqualTo(0.25);
        assertThat(turned(75).get(0, 1)).isEqualTo(0.25);
    }

    /** Sums and small squares: the matrix is a projection to the last digits, whatever the angle. */
    @Test
    void everyAngleGivesAProjection() {
        for (double angle = 0; angle < 360; angle += 0.37) {
            Matrix v = turned(angle);
            double t = Math.toRadians(angle % 180);
            assertThat(v.get(0, 0) + v.get(1, 1)).as("%s", angle).isCloseTo(1, within(3e-16));
            assertThat(v.get(0, 0) * v.get(1, 1)).isCloseTo(Math.pow(v.get(0, 1), 2), within(1e-15 * v.get(1, 1)));
            assertThat(v.get(0, 1)).isCloseTo(Math.sin(t) * Math.cos(t), within(4e-16));
            assertThat(v.get(0, 0)).isCloseTo(Math.pow(Math.cos(t), 2), within(1e-15));
        }
        assertThat(turned(1e-7).get(1, 1)).isCloseTo(Math.pow(Math.toRadians(1e-7), 2), within(1e-32));
        assertThat(turned(90 - 1e-7).get(0, 0)).isCloseTo(Math.pow(Math.toRadians(90 - (90 - 1e-7)), 2), within(1e-32));
    }

    private static Matrix turned(double angle) {
        return new Covariance.Subspace(1, angle, 1).matrix(2);
    }

    @Test
    void aUnionHasItsVariancesInBlocks() {
        assertThat(new Covariance.Subspaces(2, 2, Optional.empty(), 3).diagonal(5))
                .contains(Vector.of(1.5, 1.5, 1.5, 1.5, 0));
        assertThat(new Covariance.Subspaces(1, 3, Optional.of(Vector.of(0.5, 0.125, 0.375)), 8).diagonal(4))
                .contains(Vector.of(4, 1, 3, 0));
    }

    @Test
    void equalLawsAreEqual() {
        Covariance single = new Covariance.Subspace(2, 0, 3);
        same(single, new Covariance.Subspace(2, 180, 3), new Covariance.Subspace(2, -360, 3));
        same(single, new Covariance.Subspaces(2, 1, Optional.empty(), 3), union(2, 3, 1), union(2, 3, 1, 0, 0));
        same(new Covariance.Subspace(2, 90, 3), new Covariance.Subspace(2, -90, 3), union(2, 3, 0, 1));
        same(new Covariance.Subspace(2, 135, 3), new Covariance.Subspace(2, -45, 3));
        same(new Covariance.Subspaces(2, 2, Optional.empty(), 3), union(2, 3, 0.5, 0.5), union(2, 3, 0.5, 0.5, 0));
        same(
                Covariance.identity(),
                new Covariance.Subspace(6, 0, 1),
                new Covariance.Subspaces(2, 3, Optional.empty(), 3));
        same(new Covariance.Diagonal(Vector.constant(2, 6)), new Covariance.Subspace(6, 180, 2));
        same(
                new Covariance.Zero(),
                new Covariance.Subspace(2, 30, 0),
                union(2, 0, 0.25, 0.75),
                new Covariance.Diagonal(Vector.constant(0, 6)),
                new Covariance.Full(Matrix.from(6, 6, (i, j) -> 0)));
        assertThat(union(2, 3, 0, 0, 1).of("task_covariance", 6)).isEqualTo(union(2, 3, 0, 0, 1));
    }

    private static Covariance union(int rank, double variance, double... weights) {
        return new Covariance.Subspaces(rank, weights.length, Optional.of(Vector.of(weights)), variance);
    }

    /** At dim 6. */
    private static void same(Covariance canonical, Covariance... others) {
        for (Covariance other : others) {
            assertThat(other.of("task_covariance", 6)).isEqualTo(canonical.of("task_covariance", 6));
            Vector variances = other.matrix(6).diagonal();
            assertThat(variances).isEqualTo(canonical.matrix(6).diagonal());
        }
    }

    @Test
    void aPowerOfTwoScalesEveryEntryExactly() {
        for (Covariance c : List.of(new Covariance.Subspace(2, 37, 3), union(1, 3, 0.3, 0.7), new Covariance.Zero())) {
            Matrix matrix = c.matrix(4);
            assertThat(c.scaled(4, -8).matrix(4)).isEqualTo(Matrix.from(4, 4, (i, j) -> matrix.get(i, j) / 256));
        }
    }

    @Test
    void subspacesThatDoNotFit() {
        invalid(() -> new Covariance.Subspace(0, 0, 1), "Invalid rank: 0 (must be at least 1)");
        invalid(() -> new Covariance.Subspace(1, Double.NaN, 1), "Invalid angle: NaN (must be a finite number)");
        invalid(
                () -> new Covariance.Subspace(1, 0, -1),
                "Invalid variance: -1.0 (must be a finite number, at least 0)");
        invalid(
                () -> new Covariance.Subspace(7, 0, 1).of("task_covariance", 6),
                "Invalid task_covariance subspace rank: 7 (must be at most dim = 6)");
        invalid(
                () -> new Covariance.Subspace(3, 45, 1).of("task_covariance", 5),
                "Invalid task_covariance subspace rank: 3 (must be at most 2 at angle 45.0, so that 2 rank <= dim = 5)");
        invalid(
                () -> new Covariance.Subspace(Integer.MAX_VALUE, 45, 1).of("task_covariance", 5),
                "Invalid task_covariance subspace rank: 2147483647 (must be at most dim = 5)");
        invalid(
                () -> new Covariance.Subspaces(100_000, 100_000, Optional.empty(), 1).of("task_covariance", 5),
                "Invalid task_covariance subspaces rank * count: 10000000000 (must be at most dim = 5)");
        invalid(
                () -> new Covariance.Subspaces(1, 3, Optional.of(Vector.of(0.5, 0.5)), 1),
                "Invalid weights: a list of 2 (must be of size count = 3)");
        invalid(() -> union(1, 1, 1.5, -0.5), "Invalid weights[1]: -0.5 (must be a finite number, at least 0)");
        invalid(() -> union(1, 1, 1, 3), "Invalid weights: a sum of 4.0 (must be of sum 1)");
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
