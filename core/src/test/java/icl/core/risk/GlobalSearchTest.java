package icl.core.risk;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.risk.formula.Optimum;
import icl.core.simulation.Ask;
import icl.core.simulation.Dense;
import org.junit.jupiter.api.Test;

/**
 * The weights of H3 are globally the best, also on a prompt where improving weights and preconditioner in turn gets stuck: 119 noiseless examples share one weakly relevant task,
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
                    ASK,
                    theta(RiskFormulas.exact(ASK.weighted(weights)).scales().orElseThrow()));
        }
        double stuck = RiskFormulas.exact(ASK.weighted(weights)).risk();
        Optimum reported = RiskFormulas.exact(ASK.h3());

        assertThat(stuck).isCloseTo(2.143280, within(1e-5));
        assertThat(reported.risk()).isCloseTo(2.138301, within(1e-5));
        assertThat(reported.method()).isEqualTo(Optimum.Method.GLOBAL_SEARCH);
    }

    @Test
    void noPointOfTheCurveOfStationaryWeightsIsBetter() {
        double reported = RiskFormulas.exact(ASK.h3()).risk();
        double least = Double.POSITIVE_INFINITY;
        for (double log = Math.log(1 / LARGE); log <= Math.log(1 / SMALL); log += 0.02) {
            least = Math.min(
                    least,
                    RiskFormulas.exact(ASK.weighted(bestWeights(ASK, Math.exp(log))))
                            .risk());
        }

        assertThat(least).isBetween(reported * (1 - 1e-14), reported * (1 + 1e-4));
    }

    /** Noise and eigenvalues over several orders of magnitude. */
    @Test
    void noStationaryWeightsOfRandomPromptsAreBetter() {
        always(random -> {
            Design design = random.drift().design();
            int d = design.dim();
            int n = design.length();
            double[] noise = random.random()
                    .doubles(n + 1, -3, 3)
                    .map(e -> Math.pow(10, e))
                    .toArray();
            Vector lambda = Vector.from(d, i -> Math.pow(10, random.random().nextDouble(-4, 0)));
            Ask ask = Ask.about(design).noise(noise).tasks(new Covariance.Diagonal(lambda));
            double reported = RiskFormulas.exact(ask.h3()).risk();
            double noWeights = RiskFormulas.exact(ask.h3()).zeroRisk();
            for (double log = 0; log <= 4 * Math.log(10); log += 0.05) {
                double risk = RiskFormulas.exact(ask.weighted(bestWeights(ask, Math.exp(log))))
                        .risk();
                assertThat(risk).isGreaterThanOrEqualTo(reported - 1e-14 * noWeights);
            }
        });
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
    private static double[] bestWeights(Ask ask, double theta) {
        DriftDesign design = (DriftDesign) ask.design();
        int n = design.length();
        Matrix k = Matrix.from(n + 1, n + 1, (i, j) -> design.taskCorrelation().at(i, j, n));
        double trace =
                design.taskCovariance().diagonal(design.dim()).orElseThrow().sum();
        double[][] system = Dense.of(Matrix.from(n, n, k::get));
        double[] right = new double[n];
        for (int i = 0; i < n; i++) {
            double noise = k.get(i, i) * trace + design.noiseVariance().at(i);
            system[i][i] += k.get(i, i) + theta * noise;
            right[i] = k.get(i, n);
        }
        return Dense.solve(system, right);
    }
}
