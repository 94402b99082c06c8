package icl.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Cholesky;
import icl.core.linalg.Matrix;
import icl.core.linalg.SymmetricEigen;
import icl.core.linalg.Vector;
import icl.core.model.LinearAttention;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.train.BatchLoss;
import icl.core.train.BatchLosses;
import icl.core.train.Optimiser;
import icl.core.train.Sampler;
import icl.core.train.Schedule;
import icl.core.train.Trainer;
import icl.core.train.TrainingSettings;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What takes long ends when its thread is interrupted, and leaves no interrupt behind. */
class InterruptedTest {
    private static final StreamKey STREAM = StreamKey.of(5);
    private static final Covariance POWER = new Covariance.PowerLaw(1);
    private static final Design IID = new IidDesign(4, 6, Profile.common(0.5), POWER, Covariance.identity());
    private static final Matrix SPREAD = Matrix.from(40, 40, (i, j) -> (i == j ? 2 : 0) + 1.0 / (1 + i + j));

    static Stream<Arguments> computations() {
        Design drift =
                new DriftDesign(3, 8, Profile.common(0.5), new TaskCorrelation.Ar1(0.8), POWER, Covariance.identity());
        Design retrieval = new RetrievalDesign(
                3, 2, Profile.common(0.5), new Profile(Vector.of(0.9, 0.1)), POWER, Covariance.identity());
        return Stream.of(
                computation("training", InterruptedTest::train),
                computation("simulation", InterruptedTest::simulate),
                computation("descent", InterruptedTest::minimise),
                computation("eigenvalues", () -> SymmetricEigen.of(SPREAD)),
                computation("system", () -> Cholesky.solve(SPREAD, Vector.constant(1, 40))),
                computation("best weights", () -> RiskFormulas.exact(h3(drift))),
                computation("best weights and preconditioner", () -> RiskFormulas.exact(h3(retrieval))));
    }

    private static Arguments computation(String name, Runnable runnable) {
        return Arguments.of(name, runnable);
    }

    private static Question h3(Design design) {
        return new Question(design, new Predictor.H3(Optional.empty()), Loss.QUERY);
    }

    private static void train() {
        LinearAttention model = new LinearAttention(4, 6);
        TrainingSettings settings = new TrainingSettings(
                3,
                64,
                0.01,
                new Optimiser.Adam(0.9, 0.999, 1e-8),
                Schedule.COSINE,
                0,
                Optional.empty(),
                Optional.empty());
        BatchLoss loss = BatchLosses.of(model, IID, Loss.QUERY, Sampler.SUFFICIENT, STREAM);
        new Trainer(settings, 3).run(loss, model.initial(new CounterRandom(STREAM.child("start"), 0)));
    }

    private static void simulate() {
        Predictor.Given step = new Predictor.Given(Matrix.identity(4), Optional.empty());
        Precision precision = new Precision(OptionalDouble.of(0.5), OptionalDouble.empty(), 1 << 14);
        MonteCarlo.risk(IID, step, Loss.QUERY, STREAM, precision, 0.95);
    }

    private static void minimise() {
        BreezeKernel.minimise(
                (parameters, gradient) -> {
                    gradient[0] = 2 * parameters[0];
                    return parameters[0] * parameters[0];
                },
                new double[] {1},
                5,
                10,
                1e-6);
    }

    @AfterEach
    void forget() {
        Thread.interrupted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("computations")
    void anInterruptEndsIt(String name, Runnable computation) {
        assertThatCode(computation::run).as(name).doesNotThrowAnyException();
        Thread.currentThread().interrupt();
        assertThatThrownBy(computation::run).isInstanceOf(Interrupted.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThatCode(computation::run).as(name + " again").doesNotThrowAnyException();
    }

    @Test
    void withoutAnInterruptNothingHappens() {
        assertThatCode(Interrupted::check).doesNotThrowAnyException();
    }
}
