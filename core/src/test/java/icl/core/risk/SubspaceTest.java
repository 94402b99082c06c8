package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.simulation.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attention trained on tasks in one subspace or in a union of them, tested on tasks in a subspace at an angle. Isotropic features;
 * the closed forms in n, rank r, variance v and noise s2 are written out here, apart from the program's spectra.
 */
class SubspaceTest {
    private static final double TOLERANCE = 1e-13;
    private static final int DIM = 20;
    private static final int RANK = 4;
    private static final int LENGTH = 40;

    /** One trained at angle 0; w = 1 / (n + 1 + r + s2 / v). */
    private static double single(int n, int r, double v, double noise, double angle) {
        double w = 1 / (n + 1 + r + noise / v);
        double sine = Math.sin(Math.toRadians(angle));
        return v * r + noise - n * v * r * w + n * v * r * w * (2 - (n + 1) * w) * sine * sine;
    }

    private static double union(int n, int r, double v, double noise, int count) {
        return v * r + noise - n * v * r / (n + 1 + count * (r + noise / v));
    }

    /** Two subspaces of these weights. */
    private static double weightedUnion(int n, int r, double v, double noise, double first, double angle) {
        double m = v * r + noise;
        double w1 = 1 / (n + 1 + m / (v * first));
        double w2 = 1 / (n + 1 + m / (v * (1 - first)));
        double s = Math.pow(Math.sin(Math.toRadians(angle)), 2);
        double c = 1 - s;
        return m
                - 2 * n * v * r * (w1 * c + w2 * s)
                + n * (n + 1.0) * v * r * (w1 * w1 * c + w2 * w2 * s)
                + n * m * r * (w1 * w1 + w2 * w2);
    }

    private static Covariance at(double angle) {
        return new Covariance.Subspace(RANK, angle, 1);
    }

    private static Covariance equalUnion(int count) {
        return new Covariance.Subspaces(RANK, count, Optional.empty(), 1);
    }

    private static double risk(Ask tested, Covariance trained) {
        return RiskFormulas.exact(question(tested, trained)).risk();
    }

    private static Question question(Ask tested, Covariance trained) {
        return new Question(
                tested.design(),
                new Predictor.Attention(Optional.empty()),
                Loss.QUERY,
                Optional.of(tested.tasks(trained).design()));
    }

    private static Ask tested(double angle, double noise) {
        return Ask.iid(DIM, LENGTH).noise(noise).tasks(at(angle));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 4, 40, 1,   0,   45",
        "20, 4, 40, 1,   0.1, 30",
        "20, 4, 40, 1,   0.1, 90",
        "9,  3, 5,  2.5, 1,   75",
        "6,  3, 1,  1,   0,   10",
        "5,  1, 7,  0.1, 2,   135"
    })
    void riskOfOneSubspaceRisesWithTheSquaredSine(int dim, int rank, int n, double v, double noise, double angle) {
        Ask tested = Ask.iid(dim, n).noise(noise).tasks(new Covariance.Subspace(rank, angle, v));
        double expected = single(n, rank, v, noise, angle);
        assertThat(risk(tested, new Covariance.Subspace(rank, 0, v)))
                .isCloseTo(expected, within(TOLERANCE * (rank * v + noise)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6, 15, 30, 45, 60, 89.999, 90, 120})
    void riskOfAUnionDoesNotDependOnTheAngle(double angle) {
        for (double noise : new double[] {0, 0.1, 2}) {
            for (int count : new int[] {2, 3, 5}) {
                assertThat(risk(tested(angle, noise), equalUnion(count)))
                        .as("noise %s, count %s", noise, count)
                        .isCloseTo(union(LENGTH, RANK, 1, noise, count), within(TOLERANCE * 4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 30, 45, 72, 90})
    void aUnionOfUnequalWeightsLeansToTheHeavierSubspace(double angle) {
        Covariance trained = new Covariance.Subspaces(RANK, 2, Optional.of(Vector.of(0.8, 0.2)), 1);
        for (double noise : new double[] {0, 0.3}) {
            assertThat(risk(tested(angle, noise), trained))
                    .isCloseTo(weightedUnion(LENGTH, RANK, 1, noise, 0.8, angle), within(TOLERANCE * 4));
        }
    }

    @Test
    void angleZeroIsTrainedThere() {
        Question carried = question(tested(0, 0.1), at(0));
        assertThat(carried).isEqualTo(tested(0, 0.1).attention());
        assertThat(question(tested(180, 0.1), at(-360))).isEqualTo(carried);
    }

    @Test
    void aUnionOfOneIsThatSubspace() {
        assertThat(question(tested(30, 0.1), equalUnion(1))).isEqualTo(question(tested(30, 0.1), at(0)));
    }

    @Test
    void onlyTheAngleBetweenTrainingAndTestMatters() {
        for (double turn : new double[] {20, 45, 90, 133}) {
            assertThat(risk(tested(turn + 35, 0.5), at(turn))).isCloseTo(risk(tested(35, 0.5), at(0)), within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 10, 30, 45, 60, 90})
    void moreExamplesLeaveTheSquaredSineForEver(double angle) {
        int n = 1_000_000_000;
        double sine = Math.sin(Math.toRadians(angle));
        assertThat(risk(tested(angle, 0.25).length(n), at(0))).isCloseTo(0.25 + 4 * sine * sine, within(4e-8));
        assertThat(risk(tested(angle, 0.25).length(n), equalUnion(2))).isCloseTo(0.25, within(4e-8));
    }

    @Test
    void anUpdateRepairsTheAngleDirectionByDirection() {
        Ask tested = tested(45, 0);
        Ask base = tested.tasks(at(0));
        List<Double> risks = new ArrayList<>();
        for (int rank : new int[] {0, 1, 2, 3, 4, 8, 20}) {
            risks.add(RiskFormulas.exact(tested.lora(rank, base)).risk());
        }
        assertThat(risks.get(0)).isCloseTo(single(LENGTH, RANK, 1, 0, 45), within(TOLERANCE * 4));
        assertThat(risks.get(5)).isCloseTo(single(LENGTH, RANK, 1, 0, 0), within(TOLERANCE * 4));
        assertThat(risks.get(6)).isCloseTo(risks.get(5), within(TOLERANCE * 4));
        assertThat(risks)
                .usingElementComparator((a, b) -> Math.abs(a - b) <= 5e-4 ? 0 : Double.compare(a, b))
                .containsExactly(2.380, 1.936, 1.491, 1.047, 0.602, 0.444, 0.444);
        for (int r = 1; r <= RANK; r++) { // each direction is repaired by itself
            assertThat(risks.get(r - 1) - risks.get(r)).isCloseTo(risks.get(0) - risks.get(1), within(1e-12));
        }
    }

    @Test
    void noTasksLeaveTheNoise() {
        Ask nothing = Ask.iid(3, 5).noise(0.5).tasks(new Covariance.Zero());
        assertThat(RiskFormulas.exact(nothing.attention()).risk()).isEqualTo(0.5);
        assertThat(RiskFormulas.exact(nothing.noise(0).attention()).risk()).isZero();
        assertThat(RiskFormulas.exact(Ask.iid(3, 5)
                                .noise(0.5)
                                .features(new Covariance.Zero())
                                .h3())
                        .risk())
                .isEqualTo(0.5);
    }
}
