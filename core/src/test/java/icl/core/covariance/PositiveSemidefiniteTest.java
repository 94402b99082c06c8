package icl.core.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.design.IidDesign;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
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

    @Test
    void variancesThatRoundingLeftBelowZeroAreZero() {
        assertThat(new Covariance.Diagonal(Vector.of(1, -1e-17, 4)).values()).isEqualTo(Vector.of(1, 0, 4));
        assertThatThrownBy(() -> new Covariance.Diagonal(Vector.of(1, -2e-10)))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid diagonal[1]: -2.0E-10 (must be a finite number, at least 0)");
        assertThatThrownBy(() -> new Covariance.Diagonal(Vector.of(-1e-300)))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Invalid diagonal[0]: -1.0E-300");
    }

    @Test
    void aDiagonalMatrixIsItsDiagonalAlsoWhereRoundingLeftLessThanZero() {
        Matrix rounded = Matrix.of(new double[][] {{1, 0}, {0, -1e-17}});
        Covariance zero = new Covariance.Diagonal(Vector.of(1, 0));
        Covariance full = new Covariance.Full(rounded);
        assertThat(full.of("feature_covariance", 2)).isEqualTo(zero);
        assertThat(full.diagonal(2)).contains(Vector.of(1, 0));
        assertThat(new IidDesign(2, 3, Profile.common(0), full, full))
                .isEqualTo(new IidDesign(2, 3, Profile.common(0), zero, zero));
    }

    @Test
    void tasksWhoseVarianceRoundingLeftBelowZeroHaveNone() {
        TaskCorrelation k = new TaskCorrelation.Full(Matrix.of(new double[][] {{1, 0}, {0, -1e-17}}));
        assertThat(k.at(1, 1, 1)).isZero();
        assertThat(k.at(0, 0, 1)).isOne();
    }

    /** Least eigenvalue 1 + 2 c. */
    private static Matrix equicorrelated(double c) {
        return Matrix.from(3, 3, (i, j) -> i == j ? 1 : c);
    }

    private static void assertAccepted(Matrix m) {
        assertThatCode(() -> PositiveSemidefinite.require("features", m)).doesNotThrowAnyException();
    }
}
