package icl.core.covariance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.linalg.Matrix;
import org.junit.jupiter.api.Test;

class PositiveSemidefiniteTest {
    @Test
    void singularCovariancesAreAccepted() {
        assertAccepted(Matrix.from(4, 4, (i, j) -> 1));
        assertAccepted(Matrix.from(4, 4, (i, j) -> 0));
        assertAccepted(Matrix.from(40, 40, (i, j) -> (i + 1) * 0.1 * (j + 1) * 0.1));
        assertAccepted(Matrix.from(3, 3, (i, j) -> i == 0 && j == 0 ? 1e-200 : 0));
    }

    @Test
    void roundingBelowZeroIsAcceptedAndMoreIsRefused() {
        assertAccepted(equicorrelated(-0.5 - 4e-11));
        assertThatThrownBy(() -> PositiveSemidefinite.require("features", equicorrelated(-0.5 - 6e-11)))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Invalid features: its least eigenvalue is -1.2")
                .hasMessageEndingWith("(must be positive semidefinite, so that it is a covariance)");
    }

    /** Least eigenvalue 1 + 2 c. */
    private static Matrix equicorrelated(double c) {
        return Matrix.from(3, 3, (i, j) -> i == j ? 1 : c);
    }

    private static void assertAccepted(Matrix m) {
        assertThatCode(() -> PositiveSemidefinite.require("features", m)).doesNotThrowAnyException();
    }
}
