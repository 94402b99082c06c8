package icl.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskGroup;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.design.Units;
import icl.core.kinds.Kinds;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.CustomPredictor;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.PreconditionedGd;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.SmallModels;
import icl.core.model.Tensor;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptSource;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.records.Samples;
import icl.core.simulation.Ask;
import icl.core.train.BatchLosses;
import icl.core.train.Optimiser;
import icl.core.train.Sampler;
import icl.core.train.Schedule;
import icl.core.train.StagedTraining;
import icl.core.train.Trainer;
import icl.core.train.TrainingRun;
import icl.core.train.TrainingSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Training in unit scale: powers of two on all variances scale what comes out by powers of two, to the last bit. */
class TrainingInUnitsTest {
    private static final StreamKey STREAM = StreamKey.of(20261130).child("units");
    private static final Units UNITS = new Units(4, 10);

    static List<String> models() {
        return List.copyOf(SmallModels.every(3, 5).keySet());
    }

    /** Models without a frozen part say how they scale; a frozen W belongs to the units of its model. */
    @ParameterizedTest
    @MethodSource("models")
    void parametersPredictTheSameInOtherUnits(String name) {
        Model model = SmallModels.every(3, 5).get(name);
        Model own = name.equals("lora") ? lora(Math.scalb(1.0, -UNITS.features())) : model;
        Model there = name.equals("lora") ? lora(1) : model;
        Design design = Ask.iid(3, 5)
                .noise(0.3)
                .groups(
                        new TaskGroup(0.5, Profile.common(1), Covariance.identity()),
                        new TaskGroup(0.5, Profile.common(-1), Covariance.identity()))
                .design();
        PromptSource prompts = new PromptSource(design.whole(), STREAM);
        double[] parameters =
                new SplittableRandom(1).doubles(model.size(), -1, 1).toArray();
        double[] scaled = there.inOwnUnits(parameters, UNITS).orElseThrow();
        assertThat(parameters)
                .isEqualTo(new SplittableRandom(1).doubles(model.size(), -1, 1).toArray());
        for (int p = 0; p < 10; p++) {
            Prompt prompt = prompts.prompt(p);
            for (int m = 0; m <= 5; m++) {
                assertThat(own.predict(scaled, inOwnUnits(prompt), m))
                        .isEqualTo(Math.scalb(there.predict(parameters, prompt, m), UNITS.labels() / 2));
            }
        }
    }

    private static Model lora(double scale) {
        Matrix frozen = Matrix.from(3, 3, (i, j) -> scale * (i == j ? 0.5 : 0.1 * (i - 2 * j)) / 5);
        return PreconditionedGd.lora(5, frozen, 2);
    }

    private static Prompt inOwnUnits(Prompt prompt) {
        Matrix features = Matrix.from(
                prompt.length() + 1,
                prompt.dim(),
                (i, c) -> Math.scalb(prompt.features().get(i, c), UNITS.features() / 2));
        return new Prompt(features, prompt.labels().map(y -> Math.scalb(y, UNITS.labels() / 2)), prompt.group());
    }

    /** A design of each kind whose variances are near 1, and the same with all variances 2^40 times as large. */
    private static Map<Design, Design> designs() {
        Map<String, Design> ofKinds = new TreeMap<>();
        for (Design design : Samples.of(Design.class)) {
            Design large = design.inUnits(new Units(-40, -80));
            if (large.inUnits(large.units().orElseThrow()).equals(design)) {
                ofKinds.putIfAbsent(Kinds.of(design), design);
            }
        }
        assertThat(ofKinds.keySet()).isEqualTo(Kinds.of(Design.class).keySet());
        Map<Design, Design> designs = new LinkedHashMap<>();
        ofKinds.values().forEach(design -> designs.put(design, design.inUnits(new Units(-40, -80))));
        return designs;
    }

    private static TrainingSettings settings() {
        return new TrainingSettings(
                30,
                64,
                0.02,
                new Optimiser.Adam(0.9, 0.999, 1e-8),
                Schedule.COSINE,
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static TrainingRun train(TrainingInUnits training) {
        double[] start = training.model().initial(new CounterRandom(STREAM.child("start"), 0));
        return StagedTraining.run(
                new Trainer(settings(), 5),
                training.model(),
                stage -> BatchLosses.of(
                        training.model(), training.law(), training.question().loss(), Sampler.SUFFICIENT, STREAM),
                start);
    }

    @ParameterizedTest
    @EnumSource(Parameterisation.class)
    void allVariancesTimesAPowerOfTwoScaleTrainedRisksExactly(Parameterisation parameterisation) {
        for (Predictor predictor : Samples.of(Predictor.class)) {
            designs().forEach((design, large) -> {
                Question plain = new Question(design, predictor, Loss.QUERY);
                if (TrainableModels.cover(plain)) {
                    Question scaled = new Question(large, scaled(predictor), Loss.QUERY);
                    compare(plain, scaled, parameterisation, predictor + " on " + design);
                }
            });
        }
    }

    /** A base in the units of the large design. */
    private static Predictor scaled(Predictor predictor) {
        return predictor instanceof Predictor.Lora lora
                ? new Predictor.Lora(lora.rank(), lora.base().inUnits(new Units(-40, -80)), lora.normalisation())
                : predictor;
    }

    private static void compare(Question plain, Question large, Parameterisation parameterisation, String what) {
        TrainingInUnits one = TrainingInUnits.of(plain, parameterisation);
        TrainingInUnits other = TrainingInUnits.of(large, parameterisation);
        TrainingRun run = train(one);
        TrainingRun scaled = train(other);
        assertThat(other.question().design()).as(what).isEqualTo(plain.design());
        assertThat(scaled.parameters()).as(what).isEqualTo(run.parameters());
        TrainedRisk risk = one.risk(run.parameters().toArray(), STREAM.child("evaluation"));
        TrainedRisk ofScaled = other.risk(scaled.parameters().toArray(), STREAM.child("evaluation"));
        assertThat(ofScaled).as(what).isEqualTo(risk.inUnits(80));
        assertThat(other.loss(1)).isEqualTo(Math.scalb(1.0, 80));
        assertThat(one.loss(1)).isEqualTo(1);
    }

    /** What was kept in the design's own units has the risk there that was reported. */
    @Test
    void keptParametersAreThoseOfTheDesignsOwnUnits() {
        Design large = Ask.iid(3, 5)
                .noise(Math.scalb(0.3, 60))
                .features(new Covariance.Diagonal(Vector.of(1, 0.5, 0.25)).scaled(3, 30))
                .tasks(Covariance.identity().scaled(3, 30))
                .design();
        for (Parameterisation parameterisation : Parameterisation.values()) {
            Question question = new Question(large, new Predictor.H3(Optional.empty()), Loss.QUERY);
            TrainingInUnits training = TrainingInUnits.of(question, parameterisation);
            double[] there = train(training).parameters().toArray();
            double[] own = training.parameters(there);
            Model model = TrainableModels.of(question, parameterisation);
            TrainedRisk risk = training.risk(there, STREAM);
            TrainedRisk same = TrainedRisk.of(question, parameterisation, model, own, STREAM);
            assertThat(same.risk() / risk.risk()).isBetween(1 - 1e-12, 1 + 1e-12);
            assertThat(risk.risk()).isBetween(Math.scalb(0.3, 60), Math.scalb(20.0, 60));
            assertThat(Arrays.equals(own, there)).isEqualTo(false);
        }
    }

    @Test
    void ordinaryVariancesChangeNothing() {
        Question question =
                Ask.iid(3, 5).noise(0.3).features(new Covariance.PowerLaw(2)).attention();
        TrainingInUnits training = TrainingInUnits.of(question, Parameterisation.FULL);
        assertThat(training.question()).isSameAs(question);
        double[] parameters = training.model().initial(new CounterRandom(STREAM, 0));
        assertThat(training.parameters(parameters)).isSameAs(parameters);
    }

    /** A model that does not say how its parameters scale is trained where it always was, as far as single precision reaches. */
    @Test
    void aModelThatDoesNotSayHowItScalesStaysInTheDesignsUnits() {
        Question far = new Question(scaledIid(30), new Averaging(), Loss.QUERY);
        assertThat(TrainingInUnits.of(far, Parameterisation.FULL).question()).isSameAs(far);
        Question tooFar = new Question(scaledIid(-100), new Averaging(), Loss.QUERY);
        assertThatThrownBy(() -> TrainingInUnits.of(tooFar, Parameterisation.FULL))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("single precision");
    }

    private static Design scaledIid(int exponent) {
        return new IidDesign(
                2,
                3,
                Profile.common(Math.scalb(0.5, exponent)),
                Covariance.identity(),
                Covariance.identity().scaled(2, exponent));
    }

    /** One number times the mean of the labels: says nothing of units. */
    private record Averaging() implements CustomPredictor {
        @Override
        public Model model(Design design) {
            return new Model() {
                @Override
                public List<Tensor> tensors() {
                    return List.of(new Tensor("scale", 1, 1));
                }

                @Override
                public double[] initial(RandomGenerator random) {
                    return new double[] {random.nextDouble()};
                }

                @Override
                public double predict(double[] parameters, Prompt prompt, int m) {
                    return parameters[0] * prompt.features().get(m, 0);
                }

                @Override
                public void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
                    gradient[0] += weight * prompt.features().get(m, 0);
                }
            };
        }
    }
}
