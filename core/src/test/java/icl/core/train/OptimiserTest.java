package icl.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptimiserTest {
    /** Of (x - 1)^2 + 10 (y + 2)^2. */
    private static double[] gradient(double[] at) {
        return new double[] {2 * (at[0] - 1), 20 * (at[1] + 2)};
    }

    private static double[] descend(Optimiser optimiser, double rate, int steps) {
        double[] at = {3, 1};
        Optimiser.Descent descent = optimiser.start(2);
        for (int step = 0; step < steps; step++) {
            descent.step(at, gradient(at), rate);
        }
        return at;
    }

    /** Kingma and Ba (2015), algorithm 1, as it is printed. */
    @Test
    void adamIsItsDefinition() {
        double beta1 = 0.8;
        double beta2 = 0.95;
        double epsilon = 1e-3;
        double[] at = {3, 1};
        double[] m = new double[2];
        double[] v = new double[2];
        for (int t = 1; t <= 50; t++) {
            double[] g = gradient(at);
            for (int i = 0; i < 2; i++) {
                m[i] = beta1 * m[i] + (1 - beta1) * g[i];
                v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
                double mean = m[i] / (1 - Math.pow(beta1, t));
                double square = v[i] / (1 - Math.pow(beta2, t));
                at[i] -= 0.1 * mean / (Math.sqrt(square) + epsilon);
            }
        }
        assertThat(descend(new Optimiser.Adam(beta1, beta2, epsilon), 0.1, 50)).containsExactly(at, within(1e-12));
    }

    @Test
    void theFirstStepOfAdamHasTheSizeOfTheRate() {
        double[] moved = descend(new Optimiser.Adam(0.9, 0.999, 1e-8), 0.25, 1);
        assertThat(moved).containsExactly(new double[] {2.75, 0.75}, within(1e-8));
    }

    @Test
    void momentumIsItsDefinition() {
        double[] at = {3, 1};
        double[] velocity = new double[2];
        for (int t = 0; t < 30; t++) {
            double[] g = gradient(at);
            for (int i = 0; i < 2; i++) {
                velocity[i] = 0.7 * velocity[i] + g[i];
                at[i] -= 0.02 * velocity[i];
            }
        }
        assertThat(descend(new Optimiser.Sgd(0.7), 0.02, 30)).containsExactly(at, within(1e-12));
    }

    @Test
    void withoutMomentumTheGradientIsFollowed() {
        assertThat(descend(new Optimiser.Sgd(0), 0.05, 1))
                .containsExactly(new double[] {3 - 0.05 * 4, 1 - 0.05 * 60}, within(1e-12));
    }

    @Test
    void bothReachTheMinimum() {
        assertThat(descend(new Optimiser.Sgd(0.5), 0.02, 1000)).containsExactly(new double[] {1, -2}, within(1e-9));
        assertThat(descend(new Optimiser.Adam(0.9, 0.999, 1e-8), 0.01, 5000))
                .containsExactly(new double[] {1, -2}, within(1e-6));
    }

    @Test
    void runsDoNotShareTheirMemory() {
        Optimiser adam = new Optimiser.Adam(0.9, 0.999, 1e-8);
        assertThat(descend(adam, 0.1, 20)).containsExactly(descend(adam, 0.1, 20));
    }

    @Test
    void warmingUpRisesInALineToTheRate() {
        for (Schedule schedule : Schedule.values()) {
            assertThat(schedule.factor(0, 4, 10)).isEqualTo(0.25);
            assertThat(schedule.factor(2, 4, 10)).isEqualTo(0.75);
            assertThat(schedule.factor(3, 4, 10)).isEqualTo(1);
            assertThat(schedule.factor(4, 4, 10)).isEqualTo(1);
        }
    }

    @Test
    void aCosineFallsToZeroAfterTheLastStep() {
        assertThat(Schedule.COSINE.factor(0, 0, 8)).isEqualTo(1);
        assertThat(Schedule.COSINE.factor(4, 0, 8)).isCloseTo(0.5, within(1e-15));
        assertThat(Schedule.COSINE.factor(7, 4, 10)).isCloseTo(0.5, within(1e-15));
        assertThat(Schedule.COSINE.factor(10, 4, 10)).isZero();
        for (int step = 5; step < 10; step++) {
            assertThat(Schedule.COSINE.factor(step, 4, 10)).isLessThan(Schedule.COSINE.factor(step - 1, 4, 10));
        }
    }

    @Test
    void aConstantRateStays() {
        assertThat(Schedule.CONSTANT.factor(5, 2, 10)).isEqualTo(1);
        assertThat(Schedule.CONSTANT.factor(9, 2, 10)).isEqualTo(1);
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        refused(() -> new Optimiser.Sgd(1), "Invalid momentum: 1.0 (must be in [0, 1))");
        refused(() -> new Optimiser.Sgd(Double.NaN), "Invalid momentum: NaN");
        refused(() -> new Optimiser.Adam(1, 0.9, 1), "Invalid beta1: 1.0 (must be in [0, 1))");
        refused(() -> new Optimiser.Adam(0, -0.1, 1), "Invalid beta2: -0.1 (must be in [0, 1))");
        refused(() -> new Optimiser.Adam(0, 0, 0), "Invalid epsilon: 0.0");
        refused(() -> settings(10, 0, 0.1, 0, Optional.empty()), "Invalid batch: 0 (must be in 1..16777216)");
        refused(() -> settings(0, 1, 0.1, 0, Optional.empty()), "Invalid steps: 0 (must be in 1..1000000000)");
        refused(() -> settings(10, 1, -1, 0, Optional.empty()), "Invalid learning_rate: -1.0");
        refused(() -> settings(10, 1, 0.1, 10, Optional.empty()), "Invalid warm_up: 10 (must be at least 0 and below");
        refused(() -> settings(10, 8, 0.1, 0, Optional.of(7L)), "Invalid training_set: 7 (must be at least the batch");
    }

    private static TrainingSettings settings(long steps, int batch, double rate, long warmUp, Optional<Long> set) {
        return new TrainingSettings(
                steps, batch, rate, new Optimiser.Sgd(0), Schedule.CONSTANT, warmUp, set, Optional.empty());
    }

    private static void refused(Runnable made, String message) {
        assertThatThrownBy(made::run).isInstanceOf(Invalid.class).hasMessageStartingWith(message);
    }
}
