package icl.core.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.simulation.Ask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Designs refuse what cannot be, in the words of the sweep files, and are equal when they mean the same law. */
class DesignTest {
    private static final double[][] PAIR = {{1, 0.5}, {0.5, 2}};

    @Test
    void sizes() {
        invalid(() -> Ask.iid(0, 3), "Invalid dim: 0 (must be at least 1)");
        invalid(() -> Ask.aligned(2, -1, 0), "Invalid length: -1 (must be at least 0)");
    }

    @Test
    void noise() {
        invalid(() -> Ask.iid(2, 3).noise(-0.1), "Invalid noise_variance: -0.1 (must be a finite number, at least 0)");
        invalid(() -> Ask.iid(2, 3).noise(Double.NaN), "Invalid noise_variance: NaN");
        invalid(() -> Ask.iid(2, 1).noise(1, Double.POSITIVE_INFINITY), "Invalid noise_variance: Infinity");
        invalid(
                () -> Ask.iid(2, 3).noise(1, 2, 3),
                "Invalid noise_variance: a list of 3 (must be one number or 4 numbers, one for each position)");
        invalid(() -> new Profile(Vector.of()), "Invalid profile: [] (must be a number or a list of numbers)");
    }

    @Test
    void alpha() {
        invalid(() -> Ask.retrieval(2, 3, 1.5), "Invalid alpha: 1.5 (must be in [0, 1])");
        invalid(() -> Ask.retrieval(2, 3, 0.1, -0.2, 0.3), "Invalid alpha: -0.2 (must be in [0, 1])");
        invalid(() -> Ask.retrieval(2, 3, Double.NaN), "Invalid alpha: NaN (must be in [0, 1])");
        invalid(() -> Ask.aligned(2, 3, 1.001), "Invalid alpha: 1.001 (must be in [0, 1])");
        invalid(
                () -> Ask.retrieval(2, 3, 0.1, 0.2),
                "Invalid alpha: a list of 2 (must be one number or 3 numbers, one for each position)");
    }

    @Test
    void sizesOfCovariances() {
        invalid(
                () -> Ask.iid(3, 1).features(PAIR),
                "Invalid feature_covariance: a 2x2 matrix (must be of size dim = 3)");
        invalid(
                () -> Ask.iid(3, 1).tasks(new Covariance.Diagonal(Vector.of(1, 2))),
                "Invalid task_covariance: a diagonal of 2 (must be of size dim = 3)");
        invalid(
                () -> Ask.iid(3, 1).tasks(new Covariance.Spiked(4, 2)),
                "Invalid task_covariance spiked count: 4 (must be at most dim = 3)");
    }

    @Test
    void sizeOfTheTaskCorrelation() {
        TaskCorrelation two = new TaskCorrelation.Full(Matrix.of(PAIR));
        invalid(() -> Ask.drift(3, 2, two), "Invalid task_correlation: a 2x2 matrix (must be of size length + 1 = 3)");
        invalid(
                () -> Ask.drift(3, 2, new TaskCorrelation.ChangePoint(3, 0)),
                "Invalid change_point after: 3 (must be at most length = 2)");
    }

    @Test
    void featureCorrelationsHaveDiagonalOne() {
        invalid(
                () -> Ask.sequence(3, 2, new TaskCorrelation.Full(Matrix.of(PAIR))),
                "Invalid feature_correlation: a 2x2 matrix (must be of size length + 1 = 3)");
        invalid(
                () -> Ask.sequence(3, 1, new TaskCorrelation.Full(Matrix.of(PAIR))),
                "Invalid feature_correlation of position 2 with itself: 2.0 (must be 1: a correlation)");
        invalid(
                () -> Ask.sequence(3, 3, new TaskCorrelation.LinearDrift()),
                "Invalid feature_correlation of position 1 with itself: 0.625 (must be 1: a correlation)");
        invalid(
                () -> Ask.sequence(3, 3, new TaskCorrelation.RandomWalk(0.5, 0.5)),
                "Invalid feature_correlation of position 4 with itself: 2.5 (must be 1: a correlation)");
        assertThat(Ask.sequence(3, 1_000_000_000, new TaskCorrelation.Ar1(0.5))
                        .design()
                        .dim())
                .isEqualTo(3);
    }

    @Test
    void featureLaws() {
        for (double degrees : new double[] {4, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            invalid(
                    () -> new FeatureLaw.Student(degrees),
                    "Invalid student: " + degrees + " (must be a finite number above 4)");
        }
    }

    private static void invalid(ThrowingCallable construction, String message) {
        assertThatThrownBy(construction).isInstanceOf(Invalid.class).hasMessageStartingWith(message);
    }

    @Test
    void noiseAndAlphaThatAreEqualEverywhereAreOneNumber() {
        assertThat(Ask.iid(2, 3).noise(0.5, 0.5, 0.5, 0.5))
                .isEqualTo(Ask.iid(2, 3).noise(0.5));
        assertThat(Ask.retrieval(2, 2, 0.5, 0.5)).isEqualTo(Ask.retrieval(2, 2, 0.5));
        assertThat(Ask.retrieval(2, 2, -0.0)).isEqualTo(Ask.retrieval(2, 2, 0));
        assertThat(Ask.aligned(2, 2, -0.0)).isEqualTo(Ask.aligned(2, 2, 0));
    }

    @Test
    void covariancesThatEqualTheIdentityAreTheIdentity() {
        Ask plain = Ask.iid(3, 4);
        assertThat(plain.design().isIsotropic()).isTrue();
        assertThat(plain.features(new Covariance.PowerLaw(0))).isEqualTo(plain);
        assertThat(plain.features(new Covariance.Geometric(1))).isEqualTo(plain);
        assertThat(plain.features(new Covariance.Exchangeable(0))).isEqualTo(plain);
        assertThat(plain.features(new Covariance.Spiked(2, 1))).isEqualTo(plain);
        assertThat(plain.features(new Covariance.Spiked(3, 7))).isEqualTo(plain);
        assertThat(plain.features(new Covariance.Diagonal(Vector.of(1, 1, 1)))).isEqualTo(plain);
        assertThat(plain.tasks(new Covariance.Full(Matrix.identity(3)))).isEqualTo(plain);
        assertThat(Ask.iid(1, 4).tasks(new Covariance.Exchangeable(0.5))).isEqualTo(Ask.iid(1, 4));
    }

    @Test
    void matrixThatIsDiagonalIsItsDiagonal() {
        assertThat(Ask.iid(2, 4).tasks(new double[][] {{2, 0}, {-0.0, 3}}))
                .isEqualTo(Ask.iid(2, 4).tasks(new Covariance.Diagonal(Vector.of(2, 3))));
    }
}
