package icl.core.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Matrix;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TaskCorrelationTest {

    @Test
    void familiesHaveTheirEntries() {
        entries(new TaskCorrelation.Ar1(-0.5), new double[][] {{1, -0.5, 0.25}, {-0.5, 1, -0.5}, {0.25, -0.5, 1}});
        entries(new TaskCorrelation.ChangePoint(1, 0.2), new double[][] {{1, 0.2, 0.2}, {0.2, 1, 1}, {0.2, 1, 1}});
        entries(new TaskCorrelation.RandomWalk(1, 0.5), new double[][] {{1.5, 1.5, 1.5}, {1.5, 2, 2}, {1.5, 2, 2.5}});
        entries(
                new TaskCorrelation.LinearDrift(), // at 1/3, 2/3 and 1
                new double[][] {{5 / 9.0, 4 / 9.0, 1 / 3.0}, {4 / 9.0, 5 / 9.0, 2 / 3.0}, {1 / 3.0, 2 / 3.0, 1}});
    }

    private static void entries(TaskCorrelation k, double[][] expected) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(k.at(i, j, 2)).as("%s at %s, %s", k, i, j).isCloseTo(expected[i][j], within(1e-15));
            }
        }
    }

    @Test
    void familiesArePositiveSemidefinite() {
        for (TaskCorrelation k : List.of(
                new TaskCorrelation.Ar1(-1),
                new TaskCorrelation.Ar1(0.99),
                new TaskCorrelation.LinearDrift(),
                new TaskCorrelation.ChangePoint(4, -1),
                new TaskCorrelation.RandomWalk(0, 1))) {
            Matrix matrix = Matrix.from(9, 9, (i, j) -> k.at(i, j, 8));
            assertThat(BreezeKernel.leastEigenvalue(matrix)).as("%s", k).isGreaterThan(-1e-13);
        }
    }

    @Test
    void parametersThatAreNoCorrelation() {
        invalid(() -> new TaskCorrelation.Ar1(1.1), "Invalid ar1: 1.1 (must be in [-1, 1])");
        invalid(() -> new TaskCorrelation.Ar1(Double.NaN), "Invalid ar1: NaN (must be in [-1, 1])");
        invalid(() -> new TaskCorrelation.ChangePoint(-1, 0), "Invalid after: -1 (must be at least 0)");
        invalid(() -> new TaskCorrelation.ChangePoint(1, -2), "Invalid correlation: -2.0 (must be in [-1, 1])");
        invalid(
                () -> new TaskCorrelation.RandomWalk(-1, 1),
                "Invalid initial: -1.0 (must be a finite number, at least 0)");
        invalid(
                () -> new TaskCorrelation.RandomWalk(1, Double.POSITIVE_INFINITY),
                "Invalid step: Infinity (must be a finite number, at least 0)");
        invalid(
                () -> new TaskCorrelation.Full(Matrix.of(new double[][] {{1, 2}, {2, 1}})),
                "Invalid matrix: its least eigenvalue is ");
    }

    private static void invalid(ThrowingCallable construction, String message) {
        assertThatThrownBy(construction).isInstanceOf(Invalid.class).hasMessageStartingWith(message);
    }
}
