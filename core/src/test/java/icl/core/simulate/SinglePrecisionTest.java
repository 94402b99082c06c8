package icl.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.BilinearForm;
import icl.core.model.LinearAttention;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.simulation.Ask;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What leaves the range of single precision is refused; what is simulated agrees with the exact risk. */
class SinglePrecisionTest {
    private static final StreamKey STREAM = StreamKey.of(8);

    private static SimulatedRisk simulated(Question question) {
        return MonteCarlo.risk(
                question.design(),
                RiskFormulas.optimalPredictor(question),
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

    /** A design is simulated in units in which its largest variance is near 1. */
    @Test
    void theScaleOfADesignMeansNothing() {
        Ask silent = Ask.iid(3, 4).tasks(diagonal(0, 0, 0));
        for (double noise : new double[] {1e-300, 1e-50, 1e-13, 1e12, 1e39, 1e300}) {
            assertExact(silent.noise(noise).attention());
        }
    }

    /** The only noise that the risk has is small beside that of the examples. */
    @Test
    void aRiskThatUnderflowsIsRefused() {
        Ask silent = Ask.iid(3, 2).tasks(diagonal(0, 0, 0));
        for (double noise : new double[] {1e-50, 1e-44, 1e-13}) { // 1e-44 is a subnormal float
            assertRefused(
                    silent.noise(1, 1, noise),
                    "Invalid variance of the query's label: " + noise
                            + " (must be at least 9.1e-13 beside the other variances, in a simulation");
        }
        assertExact(silent.noise(1, 1, 1e-12).attention());
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
        assertRefused(opposite, "Invalid task_covariance of coordinate 1: 1.0 (must be in [5.1e+30, 6.4e+60] ");
        assertRefused(
                Ask.retrieval(2, 3, 0.5).features(diagonal(1e20, 1)).tasks(diagonal(1e-20, 1)),
                "Invalid task_covariance of coordinate 1: 1.0E-20 (must be in [8.9e-16, 1.1e+15] ");
        assertRefused(
                Ask.iid(2, 3).features(new double[][] {{1, 0}, {0, 1e-20}}).tasks(new double[][] {{1, 1e9}, {1e9, 1e20}
                }),
                "Invalid task_covariance of coordinate 1: 1.0 (must be in [6.6e+04, ");
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

    /** Samples of every kind look at their design. */
    @Test
    void everySampleIsRefused() {
        Ask faint = Ask.iid(2, 3).noise(1, 1, 1, 1e-50).tasks(diagonal(0, 0));
        LinearAttention model = new LinearAttention(2, 3);
        double[] parameters = new double[model.size()];
        List<ThrowingCallable> samples = List.of(
                () -> RiskSamples.ofModel(faint.design(), model, parameters, faint.loss(), STREAM),
                () -> RiskSamples.ofStep(
                        faint.design(),
                        new Predictor.Given(Matrix.identity(2), Optional.empty()),
                        faint.loss(),
                        STREAM),
                () -> new EvenPart(faint.design(), new BilinearForm(2, 3), model.sees(), STREAM));
        for (ThrowingCallable sample : samples) {
            assertThatThrownBy(sample).isInstanceOf(Invalid.class);
        }
    }
}
