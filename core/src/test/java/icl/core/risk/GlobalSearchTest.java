package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.design.Covariance;
import icl.core.design.TaskCorrelation;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.simulation.Ask;
import icl.core.simulation.Dense;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * A prompt on which improving weights and preconditioner in turn gets stuck: 119 noiseless examples share one weakly relevant task,
 * one example is relevant but noisy, and Sigma has one large eigenvalue and 49 small ones.
 */
class GlobalSearchTest {
    private static final int DIM = 50;
    private static final int LENGTH = 120;
    private static final double LARGE = 1;
    private static final double SMALL = 0.025;
    private static final Vector LAMBDA = Vector.from(DIM, i -> i == 0 ? LARGE : SMALL);
    private static final double[] NOISE = noise();
    private static final Matrix K =
            Matrix.from(LENGTH + 1, LENGTH + 1, (i, j) -> isShared(i) == isShared(j) ? 1 : 0.21);
    private static final Ask ASK =
            Ask.drift(DIM, LENGTH, new TaskCorrelation.Full(K)).noise(NOISE).tasks(new Covariance.Diagonal(LAMBDA));

    private static boolean isShared(int position) {
        return position < LENGTH - 1;
    }

    private static double[] noise() {
        double[] noise = new double[LENGTH + 1];
        noise[LENGTH - 1] = 20;
        return noise;
    }

    @Test
    void improvingInTurnStopsAboveTheReportedRisk() {
        double[] weights = Vector.constant(1, LENGTH).toArray();
        for (int i = 0; i < 60; i++) {
            weights = bestWeights(
                    theta(RiskFormulas.exact(ASK.weighted(weights)).scales().orElseThrow()));
        }
        double stuck = RiskFormulas.exact(ASK.weighted(weights)).risk();
        Risk reported = RiskFormulas.exact(ASK.h3());

        assertThat(stuck).isCloseTo(2.143280, within(1e-5));
        assertThat(reported.risk()).isCloseTo(2.138301, within(1e-5));
        assertThat(reported.method()).isEqualTo(Risk.Method.GLOBAL_SEARCH);
    }

    @Test
    void noPointOfTheCurveOfStationaryWeightsIsBetter() {
        double reported = RiskFormulas.exact(ASK.h3()).risk();
        double least = Double.POSITIVE_INFINITY;
        for (double log = Math.log(1 / LARGE); log <= Math.log(1 / SMALL); log += 0.02) {
            least = Math.min(
                    least,
                    RiskFormulas.exact(ASK.weighted(bestWeights(Math.exp(log)))).risk());
        }

        assertThat(least).isBetween(reported * (1 - 1e-14), reported * (1 + 1e-4));
    }

    /** sum omega^2 / sum omega^2 lambda of these eigenvalues of the preconditioner. */
    private static double theta(Vector omega) {
        double squares = 0;
        double weighted = 0;
        for (int i = 0; i < DIM; i++) {
            squares += omega.get(i) * omega.get(i);
            weighted += omega.get(i) * omega.get(i) * LAMBDA.get(i);
        }
        return squares / weighted;
    }

    /** Proportional to [(K_c + D_K) + theta D_M]^-1 k. */
    private static double[] bestWeights(double theta) {
        double trace = LAMBDA.sum();
        double[][] system = Dense.of(Matrix.from(
                LENGTH,
                LENGTH,
                (i, j) -> K.get(i, j) + (i == j ? K.get(i, i) + theta * (K.get(i, i) * trace + NOISE[i]) : 0)));
        double[] right = new double[LENGTH];
        Arrays.setAll(right, i -> K.get(i, LENGTH));
        return Dense.solve(system, right);
    }
}
