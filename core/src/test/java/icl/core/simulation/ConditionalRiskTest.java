package icl.core.simulation;

import static icl.core.simulation.MomentsAssert.assertThat;

import icl.core.covariance.TaskCorrelation;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionalRiskTest {
    private static final double[][] SKEW = {{1.2, 0.4}, {0.4, 0.7}};
    private static final Step STEP =
            new Step(Matrix.of(new double[][] {{0.1, 0.05}, {-0.02, 0.06}}), Vector.of(1, 2, -0.5));

    static List<Ask> designs() {
        Ask drift = Ask.drift(2, 3, new TaskCorrelation.Ar1(0.7)).features(SKEW);
        return List.of(
                Ask.iid(2, 3).features(SKEW).tasks(new double[][] {{0.5, -0.5}, {-0.5, 2}}),
                drift.noise(0, 1, 2, 0.5),
                drift.overPositions().noise(0, 1, 2, 0.5),
                Ask.retrieval(2, 3, 0.9, 0.5, 0).noise(0, 1, 2, 0.5).features(SKEW),
                Ask.aligned(2, 3, 0.5).noise(0, 1, 2, 0.5));
    }

    /** The difference has mean 0: alarms falsely with probability 1e-6, finds 3 % of the risk with probability 0.999. */
    @ParameterizedTest
    @MethodSource("designs")
    void squaredErrorHasTheSameMean(Ask ask) {
        Simulation conditional = Simulation.of(ask.design(), STEP, ask.loss());
        double size = conditional.moments(1, 5000).mean();
        Moments difference = Simulation.ofDifference(ask.design(), STEP, ask.loss())
                .until(size * MomentsAssert.standardErrorFinding(0.0299, 0.999, 1e-6), 2);

        assertThat(shifted(difference, size)).hasMean(size).withFalseAlarm(1e-6).detecting(0.03, 0.999);
    }

    private static Moments shifted(Moments moments, double by) {
        return new Moments(moments.count(), moments.mean() + by, moments.squares());
    }
}
