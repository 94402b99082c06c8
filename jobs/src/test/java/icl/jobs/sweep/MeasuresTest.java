package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icl.core.check.Invalid;
import icl.core.model.Question;
import icl.core.records.Records;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.MeasurePlan;
import icl.jobs.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The measures that draw: their settings, their identities, and what they speak about. */
class MeasuresTest {
    private static final String IID = """
            name: x
            grid:
              design: iid
              dim: 5
              length: 10
              noise_variance: 1
            measures:
            """;

    private static Measure measure(String kind, Map<String, Object> settings) {
        return Records.read(Measure.class, Map.of(kind, settings));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void eachSettingChangesTheIdentity(String kind, Map<String, Object> changes) {
        Set<String> ids = new HashSet<>();
        ids.add(measure(kind, Map.of()).id(1));
        changes.forEach(
                (key, value) -> ids.add(measure(kind, Map.of(key, value)).id(1)));
        ids.add(measure(kind, Map.of()).id(2));
        assertThat(ids).hasSize(changes.size() + 2);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(
                        "monte_carlo",
                        Map.of("relative_error", 0.01, "absolute_error", 0.01, "max_prompts", 5000, "confidence", 0.9)),
                Arguments.of(
                        "population",
                        Map.of(
                                "restarts",
                                1,
                                "steps",
                                7,
                                "tolerance",
                                1e-3,
                                "parameters",
                                "step",
                                "keep_parameters",
                                true)),
                Arguments.of(
                        "trained",
                        Map.ofEntries(
                                Map.entry("steps", 7),
                                Map.entry("batch", 7),
                                Map.entry("restarts", 1),
                                Map.entry("learning_rate", 0.5),
                                Map.entry("optimiser", "sgd"),
                                Map.entry("schedule", "constant"),
                                Map.entry("warm_up", 3),
                                Map.entry("training_set", 1000),
                                Map.entry("patience", 3),
                                Map.entry("parameters", "step"),
                                Map.entry("sampler", "features"),
                                Map.entry("keep_parameters", true),
                                Map.entry("curve_points", 3))));
    }

    @Test
    void defaultsWrittenOutAreTheSameMeasure() {
        assertSame("monte_carlo", Map.of("relative_error", 0.002, "max_prompts", 10_000_000, "confidence", 0.95));
        assertSame("population", Map.of("restarts", 3, "steps", 2000, "tolerance", 1e-10));
        assertSame("trained", Map.of("steps", 1000, "batch", 256, "optimiser", Map.of("adam", Map.of("beta1", 0.9))));
    }

    private static void assertSame(String kind, Map<String, Object> settings) {
        assertThat(measure(kind, settings).id(1))
                .isEqualTo(measure(kind, Map.of()).id(1));
    }

    /** One with the version in its identity. */
    private record Versioned(int version) implements Measure {
        @Override
        public boolean covers(Question question) {
            return true;
        }

        @Override
        public Estimate estimate(Cell cell, long seed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double cost(Question question) {
            return 1;
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "trained: {steps: 0}               | trained.steps: Invalid steps: 0 (must be in 1..1000000000)",
                "trained: {steps: 1.5}             | trained.steps: Invalid steps: 1.5 (must be an integer)",
                "trained: {steps: many}            | trained.steps: Invalid steps: 'many' (must be an integer)",
                "trained: {stpes: 5}               | trained.stpes: Unknown key: 'stpes' (did you mean 'steps'?",
                "trained: {batch: 0}               | trained.batch: Invalid batch: 0 (must be in 1..16777216)",
                "trained: {batch: 1e9}             | trained.batch: Invalid batch: 1000000000 (must be in 1..16777216)",
                "trained: {restarts: 0}            | trained.restarts: Invalid restarts: 0 (must be in 1..10000)",
                "trained: {learning_rate: 0}       | trained.learning_rate: Invalid learning_rate: 0.0 (must be a finite number above 0)",
                "trained: {learning_rate: fast}    | trained.learning_rate: Invalid learning_rate: 'fast' (must be a number",
                "trained: {learning_rate: .nan}    | trained.learning_rate: Invalid learning_rate: NaN (must be a finite number)",
                "trained: {optimiser: adm}         | trained.optimiser: Unknown optimiser kind: 'adm' (did you mean 'adam'?",
                "trained: {optimiser: {sgd: {momentum: 1}}} | trained.optimiser.sgd.momentum: Invalid momentum: 1.0 (must be in [0, 1))",
                "trained: {optimiser: {adam: {beta1: -0.1}}} | trained.optimiser.adam.beta1: Invalid beta1: -0.1 (must be in [0, 1))",
                "trained: {optimiser: {adam: {beta3: 1}}} | trained.optimiser.adam.beta3: Unknown key: 'beta3' (did you mean",
                "trained: {schedule: linear}       | trained.schedule: Unknown schedule: 'linear' (known:",
                "trained: {warm_up: -1}            | trained.warm_up: Invalid warm_up: -1 (must be at least 0 and below steps = 1000)",
                "trained: {steps: 10, warm_up: 10} | trained.warm_up: Invalid warm_up: 10 (must be at least 0 and below steps = 10)",
                "trained: {training_set: 255}      | trained.training_set: Invalid training_set: 255 (must be at least the batch of 256)",
                "trained: {patience: 0}            | trained.patience: Invalid patience: 0 (must be at least 1)",
                "trained: {curve_points: 0}        | trained.curve_points: Invalid curve_points: 0 (must be in 1..100000)",
                "trained: {keep_parameters: 1}     | trained.keep_parameters: Invalid keep_parameters: 1 (must be true or false)",
                "trained: {parameters: some}       | trained.parameters: Unknown parameterisation: 'some' (known: full, step)",
                "trained: {sampler: fast}          | trained.sampler: Unknown sampler: 'fast' (known: features, sufficient)",
                "monte_carlo: {relative_error: 0}  | monte_carlo.relative_error: Invalid relative_error: 0.0 (must be a finite number above 0)",
                "monte_carlo: {absolute_error: -1} | monte_carlo.absolute_error: Invalid absolute_error: -1.0 (must be a finite number above 0)",
                "monte_carlo: {max_prompts: 10}    | monte_carlo.max_prompts: Invalid max_prompts: 10 (must be at least 4096 and at most 2^50)",
                "monte_carlo: {confidence: 1}      | monte_carlo.confidence: Invalid confidence: 1.0 (must be in (0, 1))",
                "monte_carlo: {prompts: 5000}      | monte_carlo.prompts: Unknown key: 'prompts' (known: relative_error,",
                "monte_carlo: 5                    | Invalid monte_carlo: 5 (must be a mapping",
                "population: {restarts: 0}         | population.restarts: Invalid restarts: 0 (must be in 1..10000)",
                "population: {steps: 0}            | population.steps: Invalid steps: 0 (must be in 1..1000000)",
                "population: {tolerance: 1}        | population.tolerance: Invalid tolerance: 1.0 (must be in (0, 1))",
                "population: {batch: 5}            | population.batch: Unknown key: 'batch'",
            })
    void settingsThatCannotBeAreRefusedInTheirLine(String measure, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Sweeps.of(IID + "  " + measure))
                .withMessageStartingWith("x.yaml:8: " + message)
                .matches(e -> e.getMessage().lines().count() == 1);
    }

    /** Measures that are planned, by design, architecture and loss. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "design: iid                                                  | exact monte_carlo population trained",
                "design: iid, architecture: h3, rank: 2                       | exact monte_carlo population trained",
                "design: iid, loss: positions                                 | exact monte_carlo population trained",
                "design: iid, length: 0                                       | exact monte_carlo",
                "design: iid, architecture: given, preconditioner: [[[1,0],[0,1]]] | exact monte_carlo",
                "design: iid, architecture: lora, rank: 1, base: iid          | exact monte_carlo population trained",
                "design: drift, task_correlation: {ar1: 0.5}, architecture: h3 | exact monte_carlo population trained",
                "design: iid, feature_law: sphere                             | exact monte_carlo trained",
                "design: iid, feature_law: {student: 8}                       | exact trained",
                "design: sequence, feature_correlation: {ar1: 0.5}            | exact monte_carlo trained",
                "design: sequence, feature_correlation: {ar1: 0.5}, architecture: h3 | exact monte_carlo trained",
                "design: sequence, feature_correlation: {ar1: 0.5}, rank: 1   | exact monte_carlo population trained",
                "design: sequence, feature_correlation: {ar1: 0.5}, query: independent, rank: 1 | exact monte_carlo population trained",
                "design: retrieval, alpha: 0.5                                | exact monte_carlo trained",
                "design: retrieval, alpha: 0.5, rank: 1                       | exact monte_carlo population trained",
                "design: retrieval, alpha: 0.5, loss: positions               | exact",
                "design: aligned, alpha: 0.5                                  | exact monte_carlo trained",
                "design: aligned, alpha: 0.5, rank: 1                         | exact monte_carlo population trained",
                "design: aligned, alpha: 0.5, rank: 1, task_covariance: {power_law: 1} | exact monte_carlo trained",
            })
    void whatAMeasureDoesNotSpeakAboutIsNotPlanned(String axes, String planned) {
        String length = axes.contains("length") ? "" : ", length: 3";
        Sweep sweep = Sweeps.of("name: x\ngrid: {dim: 2, noise_variance: 1" + length + ", " + axes
                + "}\nmeasures: {exact: {}, monte_carlo: {}, population: {}, trained: {}}");
        List<String> found = new ArrayList<>();
        for (MeasurePlan one : Plan.of(sweep, DoneKeys.none()).measures()) {
            assertThat(one.todo() + one.notCovered()).isEqualTo(1);
            if (one.todo() == 1) {
                found.add(one.measure().kind());
            }
        }
        assertThat(String.join(" ", found)).isEqualTo(planned.strip());
    }

    @Test
    void theVersionIsPartOfTheIdentity() {
        assertThat(new Versioned(1).id(1)).isNotEqualTo(new Versioned(2).id(1));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "attention            | monte_carlo | Cannot find the optimum",
                "attention            | trained     | Cannot train",
                "attention            | population  | Cannot train",
                "h3                   | trained     | Cannot train",
                "attention, rank: 3   | monte_carlo | Cannot find the optimum",
                "attention, rank: 3   | trained     | Cannot train",
                "lora, rank: 3, base: iid | monte_carlo | Cannot find the optimum",
                "lora, rank: 3, base: iid | trained | Cannot find the optimum",
                "lora, rank: 3, base: iid | population | Cannot find the optimum",
            })
    void whatDoesNotFitIntoMemoryIsRefusedAtOnce(String architecture, String kind, String message) {
        long start = System.nanoTime();
        Sweep sweep = Sweeps.of("name: x\ngrid: {design: iid, dim: 20000, length: 10, noise_variance: 1, architecture: "
                + architecture + "}\nmeasures: {" + kind + ": {}}");
        assertThat(Plan.of(sweep, DoneKeys.none()).todo()).isEqualTo(1);
        Cell cell = Sweeps.cells(sweep).get(0);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> measure(kind, Map.of()).estimate(cell, 1))
                .withMessageMatching(
                        message + " at dim 20000 and length 10: some [0-9,]+ bytes are needed \\(must be at"
                                + " most [0-9,]+, a core's share of the heap: choose smaller sizes, or give Java more memory\\)");
        assertThat((System.nanoTime() - start) * 1e-9).isLessThan(2);
    }
}
