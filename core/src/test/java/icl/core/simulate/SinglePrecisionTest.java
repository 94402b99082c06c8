package icl.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.BilinearForm;
import icl.core.model.Predictor;
import icl.core.random.StreamKey;
import icl.core.risk.OptimalPredictor;
import icl.core.risk.Question;
import icl.core.risk.RiskFormulas;
import icl.core.simulation.Ask;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What leaves the range of single precision is refused; what is simulated agrees with the exact risk. */
class SinglePrecisionTest {
    private static final StreamKey STREAM = StreamKey.of(8);

    private static SimulatedRisk simulated(Question question) {
        return MonteCarlo.risk(
                question.design(),
                OptimalPredictor.of(question),
                question.loss(),
                STREAM,
                new Precision(OptionalDouble.of(0.02), OptionalDouble.empty(), 1 << 18),
                0.95);
    }

    private static Covariance diagonal(double... values) {
        return new Covariance.Diagonal(Vector.of(values));
    }

    private static void assertRefused(Ask ask, String message) {
        assertThatThrownBy(() -> simulated(ask.attention()))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("in a simulation, which has single precision");
    }

    /** False alarm 1e-6 were the errors normal; the seed is fixed. */
    private static void assertExact(Question question) {
        double exact = RiskFormulas.exact(question).risk();
        SimulatedRisk risk = simulated(question);
        assertThat(risk.errors().atLeast(1e-6 * exact).z(risk.risk(), exact)).isBetween(-4.9, 4.9);
    }

    @Test
    void aRiskThatUnderflowsIsRefused() {
        Ask faint = Ask.iid(3, 4).tasks(diagonal(0, 0, 0));
        assertRefused(faint.noise(1e-50), "Invalid variance of the query's label: 1.0E-50 (must be at least 9.1e-13 ");
        assertRefused(faint.noise(1e-44), "Invalid variance of the query's label: 1.0E-44"); // a subnormal float
        assertRefused(faint.noise(1e-13), "Invalid variance of the query's label: 1.0E-13");
        assertExact(faint.noise(1e-12).attention());
        assertExact(faint.noise(1e12).attention());
        assertExact(faint.noise(1e30).attention());
    }

    @Test
    void noiseThatAddsNothingIsNotLookedAt() {
        assertExact(Ask.iid(3, 4).noise(1e-50).attention());
        assertExact(Ask.aligned(2, 3, 0.8).noise(1e-300).attention());
    }

    @Test
    void withoutLabelsTheRiskIsZero() {
        Ask nothing = Ask.iid(2, 3).noise(0).tasks(diagonal(0, 0));
        assertThat(simulated(nothing.attention()).risk()).isZero();
        Ask apart = Ask.iid(2, 3).noise(0).tasks(diagonal(0, 1)).features(diagonal(1, 0));
        assertThat(simulated(apart.attention()).risk()).isZero();
    }

    /** Features of variance 1e-46 with tasks of variance 1e46: half of the risk would be lost without a trace. */
    @Test
    void featuresAndTasksOfOppositeScalesAreRefused() {
        Ask opposite = Ask.iid(2, 3).features(diagonal(1, 1e-46)).tasks(diagonal(1, 1e46));
        assertRefused(opposite, "Invalid feature_covariance of coordinate 2: 1.0E-46 (must be in [8.9e-16, 1.1e+15] ");
        assertRefused(
                Ask.retrieval(2, 3, 0.5).features(diagonal(1e20, 1)).tasks(diagonal(1e-20, 1)),
                "Invalid feature_covariance of coordinate 1: 1.0E20");
        assertRefused(
                Ask.iid(2, 3).features(new double[][] {{1, 0}, {0, 1e-20}}).tasks(new double[][] {{1, 1e9}, {1e9, 1e20}
                }),
                "Invalid feature_covariance of coordinate 2: 1.0E-20");
        assertExact(Ask.iid(2, 3)
                .features(diagonal(1, 1e-12))
                .tasks(diagonal(1, 1e12))
                .attention());
    }

    @Test
    void coordinatesThatAddNothingAreNotLookedAt() {
        assertExact(Ask.iid(40, 8).features(new Covariance.Geometric(0.1)).attention());
        assertExact(
                Ask.retrieval(40, 8, 0.5).tasks(new Covariance.Geometric(0.1)).attention());
    }

    /** W and the weights are known up to a factor that goes from one to the other. */
    @Test
    void weightsOfAnyScaleGiveTheSameNumbers() {
        Ask ask = Ask.iid(2, 3).noise(0.5);
        Matrix w = Matrix.of(new double[][] {{0.2, 0.01}, {0, 0.1}});
        Vector weights = Vector.of(1, 0.5, 2);
        double scale = 0x1p-200;
        SimulatedRisk same = simulated(ask.of(new Predictor.Given(
                Matrix.from(2, 2, (i, j) -> w.get(i, j) / scale), Optional.of(weights.map(v -> v * scale)))));
        assertThat(same).isEqualTo(simulated(ask.of(new Predictor.Given(w, Optional.of(weights)))));
        assertThat(same.risk())
                .isCloseTo(
                        RiskFormulas.exact(ask.of(new Predictor.Given(w, Optional.of(weights))))
                                .risk(),
                        within(5 * same.standardError()));
    }

    @Test
    void theEvenPartIsRefusedToo() {
        Ask faint = Ask.retrieval(2, 3, 0.5).noise(1e-50).tasks(diagonal(0, 0));
        assertThatThrownBy(() -> new EvenPart(faint.design(), new BilinearForm(2, 3), false, STREAM))
                .isInstanceOf(Invalid.class);
        assertThatCode(() -> new EvenPart(faint.noise(1).design(), new BilinearForm(2, 3), false, STREAM))
                .doesNotThrowAnyException();
    }
}
