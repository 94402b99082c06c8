package icl.jobs.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import icl.core.kinds.Kinds;
import icl.jobs.fault.Fault;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Pair;
import icl.jobs.plan.Plan;
import icl.jobs.schema.ErrorKind;
import icl.jobs.schema.Machine;
import icl.jobs.schema.Program;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.Run;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever numbers a measure meets, and however long it takes, its cell comes to an end with the kind of its error. */
@Timeout(240)
class FaultyNumbersTest {
    private static final Limits PATIENT = new Limits(Duration.ofSeconds(60));
    private static final Limits SHORT = new Limits(Duration.ofMillis(700));

    /** A fault of the design under a predictor that is given and one that is trained, and a fault of the model. */
    private static final String YAML = """
            name: faulty
            grid:
              dim: 2
              length: 3
              fault: %s
              union:
                - {design: faulty, architecture: given, preconditioner: [[[0.1, 0], [0, 0.1]]]}
                - {design: faulty, architecture: attention}
                - {design: iid, noise_variance: 0.5, architecture: faulty_model}
            measures:
              exact: {}
              paper: {}
              monte_carlo: {relative_error: 0.05}
              trained: {steps: 2, batch: 8, restarts: 2, parameters: full}
              population: {restarts: 1}
            """;

    @BeforeEach
    void keepWorkersSmall() {
        System.setProperty(WorkerCommand.HEAP, "48m");
    }

    @AfterEach
    void tidy() {
        System.clearProperty(WorkerCommand.HEAP);
        Thread.interrupted();
    }

    private static List<Pair> pairs(String yaml) {
        List<Pair> pairs = new ArrayList<>();
        Plan.of(Sweep.of(SweepSource.of("faulty.yaml", yaml)), DoneKeys.none())
                .shards(1)
                .get(0)
                .forEachPair(pairs::add);
        return pairs;
    }

    private static List<ResultRow> rows(Limits limits, List<Pair> pairs) {
        Run run = new Run("run", "faulty", 3, 1, Program.here());
        try (CellTask task = new CellTask(run, Machine.here(), limits, () -> false)) {
            return pairs.stream().map(task::row).toList();
        }
    }

    /** What became of each measure. */
    private static Map<String, Set<String>> outcomes(Limits limits, String yaml) {
        return rows(limits, pairs(yaml)).stream()
                .collect(Collectors.groupingBy(
                        row -> row.measure().kind(),
                        TreeMap::new,
                        Collectors.mapping(
                                row -> row.errorKind().map(Kinds::of).orElse("ok"),
                                Collectors.toCollection(TreeSet::new))));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aCellWithAFaultEndsWithItsKind(Fault fault) {
        boolean never = fault == Fault.NEVER;
        String number = never ? "timeout" : "not_finite";
        // training does not say that a loss is not finite: it has diverged. The formula has its fault the first time or
        // never
        Map<String, Set<String>> expected = Map.of(
                "exact", Set.of(fault == Fault.RARELY_NAN ? "ok" : number),
                "monte_carlo", Set.of(number),
                "trained", Set.of(never ? "timeout" : "diverged"));
        assertThat(outcomes(never ? SHORT : PATIENT, YAML.formatted(Kinds.of(fault))))
                .isEqualTo(expected);
    }

    /** A measure that is not in this test fails it. */
    @Test
    void theSweepHasAllBuiltInMeasures() {
        Set<String> builtIn = Kinds.of(Measure.class).entrySet().stream()
                .filter(kind -> Kinds.isBuiltIn(kind.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(Sweep.of(SweepSource.of("faulty.yaml", YAML.formatted("nan")))
                        .measures())
                .extracting(Measure::kind)
                .containsExactlyInAnyOrderElementsOf(builtIn);
    }

    /** Computed in this process, which nobody can kill: each has to look for the interrupt. */
    @Test
    void whatTakesTooLongIsInterrupted() {
        String yaml = """
                name: long
                grid: {dim: 40, noise_variance: 0.5, length: 2500, design: drift, task_correlation: {ar1: 0.9}, architecture: h3}
                measures:
                  exact: {}
                  monte_carlo: {relative_error: 1e-9, max_prompts: 1000000000000}
                  trained: {steps: 1000000000, batch: 64, restarts: 1}
                  population: {restarts: 10000, steps: 1000000}
                """;
        assertThat(outcomes(SHORT, yaml))
                .isEqualTo(Map.of(
                        "exact", Set.of("timeout"),
                        "monte_carlo", Set.of("timeout"),
                        "trained", Set.of("timeout"),
                        "population", Set.of("timeout")));
    }

    /** Predictions of size 1e30 have squares that are infinite in single precision. */
    @Test
    void aSimulationThatOverflowsFails() {
        String yaml = """
                name: overflow
                grid: {design: iid, dim: 2, length: 4, architecture: given, preconditioner: [[[1e30, 0], [0, 1e30]]]}
                measures: {exact: {}, monte_carlo: {relative_error: 0.05}}
                """;
        List<ResultRow> rows = rows(PATIENT, pairs(yaml));
        assertThat(rows.get(0).estimate().orElseThrow().risk()).isGreaterThan(1e60);
        assertThat(rows.get(1).errorKind()).contains(ErrorKind.NOT_FINITE);
        assertThat(rows.get(1).error()).contains("Invalid risk on prompt 0: Infinity (must be a finite number)");
    }

    /** The scale of a design means nothing; a risk that is nothing beside it is refused. */
    @Test
    void aSimulationThatUnderflowsIsRefused() {
        String yaml = """
                name: underflow
                grid:
                  design: iid
                  dim: 3
                  length: 1
                  noise_variance: [1e39, 1e-50, [1, 1e-50]]
                  task_covariance: {diagonal: [0, 0, 0]}
                measures: {monte_carlo: {relative_error: 0.05}}
                """;
        List<ResultRow> rows = rows(PATIENT, pairs(yaml));
        assertThat(rows.get(0).estimate().orElseThrow().risk()).isCloseTo(1e39, withinPercentage(1e-4));
        assertThat(rows.get(1).estimate().orElseThrow().risk()).isCloseTo(1e-50, withinPercentage(1e-4));
        assertThat(rows.get(2).errorKind()).contains(ErrorKind.INVALID);
        assertThat(rows.get(2).error().orElseThrow())
                .startsWith("Invalid variance of the query's label: 1.0E-50 (must be at least ");
    }
}
