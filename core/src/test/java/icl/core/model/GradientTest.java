package icl.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.covariance.TaskGroup;
import icl.core.design.Design;
import icl.core.linalg.Objective;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptSource;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.simulation.Ask;
import icl.core.simulation.Differences;
import icl.core.train.PromptLoss;
import java.io.File;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of models and of their losses. */
class GradientTest {
    private static final int DIM = 3;
    private static final int LENGTH = 4;
    private static final StreamKey STREAM = StreamKey.of(91);
    private static final Design DESIGN =
            Ask.drift(DIM, LENGTH, new TaskCorrelation.Ar1(0.7)).noise(0.3).design();

    /** Tasks of two groups, so that prompts and heads of both are asked for. */
    private static final Design MIXTURE = Ask.iid(DIM, LENGTH)
            .noise(0.3)
            .groups(
                    new TaskGroup(0.5, Profile.common(1), Covariance.identity()),
                    new TaskGroup(0.5, Profile.common(-1), Covariance.identity()))
            .design();

    private static Design design(Model model) {
        return model instanceof PromptedStep ? MIXTURE : DESIGN;
    }

    static Stream<String> models() {
        return all().keySet().stream();
    }

    private static Model model(String name) {
        return all().get(name);
    }

    private static Map<String, Model> all() {
        return SmallModels.every(DIM, LENGTH);
    }

    /** A model without a sample would be trained by a gradient that nobody has checked. */
    @Test
    void everyModelOfTheProgramHasASample() throws Exception {
        Set<Class<?>> sampled = all().values().stream().map(Model::getClass).collect(Collectors.toSet());
        Path classes = Path.of(
                Model.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<Class<?>> models = files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .<Class<?>>map(GradientTest::load)
                    .filter(type -> Model.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                    .toList();
            assertThat(models).hasSizeGreaterThan(5);
            assertThat(sampled)
                    .as("A model has no sample: add it to SmallModels.every")
                    .containsAll(models);
        }
    }

    private static Class<?> load(String file) {
        try {
            String name = file.replace(File.separatorChar, '.');
            return Class.forName(
                    name.substring(0, name.length() - ".class".length()), false, Model.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void predictionsHaveTheirGradient(String name) {
        Model model = model(name);
        for (int m = 0; m <= LENGTH; m++) {
            check(prediction(model, m), model.size(), m);
        }
    }

    private static Objective prediction(Model model, int m) {
        Prompt prompt = new PromptSource(design(model).whole(), STREAM).prompt(m);
        return (parameters, gradient) -> {
            Arrays.fill(gradient, 0);
            model.addGradient(parameters, prompt, m, 2, gradient);
            return 2 * model.predict(parameters, prompt, m);
        };
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void lossesHaveTheirGradient(Loss loss) {
        all().forEach((name, model) -> {
            PromptLoss of =
                    new PromptLoss(model, loss, new PromptSource(design(model).whole(), STREAM));
            check((parameters, gradient) -> of.at(parameters, 64, 5, gradient), model.size(), 17);
        });
    }

    /** Along one parameter all of them are polynomials of degree 2 at most: there central differences miss nothing. */
    private static void check(Objective function, int size, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double[] at = random.doubles(size, -1, 1).toArray();
        double[] gradient = new double[size];
        function.at(at, gradient);
        double scale = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
        for (int i = 0; i < size; i++) {
            double difference = (moved(function, at, i, 0.5) - moved(function, at, i, -0.5));
            assertThat(gradient[i]).as("entry %d of %d", i, size).isCloseTo(difference, within(1e-12 * (1 + scale)));
        }
        if (size > 0) {
            Differences.check(function, at, random.doubles(size, -1, 1).toArray());
        }
    }

    private static double moved(Objective function, double[] at, int which, double step) {
        double[] there = at.clone();
        there[which] += step;
        return function.at(there, new double[there.length]);
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientsAreAdded(String name) {
        Model model = model(name);
        Prompt prompt = new PromptSource(design(model).whole(), STREAM).prompt(0);
        double[] parameters = model.initial(new CounterRandom(STREAM, 0));
        double[] once = new double[model.size()];
        model.addGradient(parameters, prompt, LENGTH, 1.5, once);
        double[] twice = once.clone();
        model.addGradient(parameters, prompt, LENGTH, 1.5, twice);
        for (int i = 0; i < once.length; i++) {
            assertThat(twice[i]).isCloseTo(2 * once[i], within(1e-14));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void startsDifferAndAreRepeated(String name) {
        Model model = model(name);
        double[] one = model.initial(new CounterRandom(STREAM.child(1), 0));
        assertThat(model.initial(new CounterRandom(STREAM.child(1), 0))).containsExactly(one);
        if (model.size() > 0) {
            assertThat(model.initial(new CounterRandom(STREAM.child(2), 0))).isNotEqualTo(one);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyParameterHasAName(String name) {
        Model model = model(name);
        assertThat(model.tensors()).extracting(Tensor::name).doesNotHaveDuplicates();
        assertThat(model.initial(new CounterRandom(STREAM, 0))).hasSize(model.size());
        assertThat(Map.of("attention", 3 * 16 + 4, "h3", 3 * 16 + 4 + 4, "weighted", 9 + 4, "lora", 12)
                        .getOrDefault(name, model.size()))
                .isEqualTo(model.size());
    }
}
