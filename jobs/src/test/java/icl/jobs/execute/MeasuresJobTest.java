package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.model.BilinearForm;
import icl.core.model.LinearAttention;
import icl.core.records.Records;
import icl.core.risk.layer.LayerRisk;
import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.progress.Summary;
import icl.jobs.query.Query;
import icl.jobs.schema.SavedParameters;
import icl.jobs.schema.Table;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.FlowValue;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps with the measures that draw. */
class MeasuresJobTest {
    private static final String YAML = """
            name: small
            seed: 5
            grid:
              dim: 3
              noise_variance: 0.5
              length: [4, 8]
              architecture: [attention, h3]
              union:
                - design: iid
                  loss: [query, positions]
                - design: retrieval
                  alpha: 0.4
                - design: aligned
                  alpha: 0.4
                - design: drift
                  task_correlation: {ar1: 0.7}
            measures:
              exact: {}
              monte_carlo: {relative_error: 0.02}
              trained: {steps: 60, batch: 100, restarts: 2, learning_rate: 0.03, keep_parameters: true}
              population: {restarts: 2, steps: 30, keep_parameters: true}
            """;

    private static final String DIVERGING = """
            name: small
            grid:
              design: iid
              dim: 3
              noise_variance: 0.5
              length: [4, 8]
            measures:
              trained: {steps: 500, batch: 64, restarts: 2, learning_rate: 1e6, optimiser: sgd, schedule: constant}
            """;

    @TempDir
    private Path temporary;

    private static Plan plan(String yaml, ResultTable table) {
        return Plan.of(Sweep.of(SweepSource.of("small.yaml", yaml)), PublishedKeys.of(table));
    }

    private ResultTable table(String name) {
        return TableFixture.at(temporary.resolve(name));
    }

    private static SweepJob job() {
        return new SweepJob(SharedSpark.session(), InstantSource.system(), state -> {});
    }

    private static List<List<Object>> answer(ResultTable table, String sql) {
        return Query.of(sql).run(SharedSpark.session(), table, 1000).rows();
    }

    /** Everything that is not of the run, of all three tables. */
    private static List<List<List<Object>>> rows(ResultTable table) {
        return List.of(
                answer(table, "SELECT * EXCEPT (cpu_seconds, run_id) FROM results ORDER BY cell_id, measure"),
                answer(
                        table,
                        "SELECT * EXCEPT (cpu_seconds, run_id) FROM restarts ORDER BY cell_id, measure_id, restart"),
                answer(table, "SELECT * EXCEPT (run_id) FROM curves ORDER BY cell_id, measure_id, restart, step"));
    }

    private List<List<List<Object>>> rowsOf(int shards, boolean shuffled) {
        ResultTable table = table(shards + "-" + shuffled);
        Plan plan = plan(YAML, table);
        List<Shard> cut = new ArrayList<>(plan.shards(shards));
        if (shuffled) {
            Collections.shuffle(cut, new Random(1));
        }
        Summary summary = job().run(plan, (left, cores) -> List.of(cut), table);
        assertThat(summary.failed()).isZero();
        return rows(table);
    }

    @Test
    void theRowsDoNotDependOnPartitionsOrThreads() {
        List<List<List<Object>>> one = rowsOf(1, false);
        assertThat(one.get(0)).hasSize(20 * 4 - 8);
        assertThat(rowsOf(3, false)).isEqualTo(one);
        assertThat(rowsOf(8, true)).isEqualTo(one);
    }

    @Test
    void whatIsSimulatedAndTrainedAgreesWithTheory() {
        ResultTable table = table("agreeing");
        job().run(plan(YAML, table), table);
        assertThat(answer(
                        table,
                        "SELECT count(*) FROM results m JOIN results e USING (cell_id) WHERE e.measure = 'exact'"
                                + " AND m.measure = 'monte_carlo' AND abs(m.risk - e.risk) < 5 * m.standard_error"))
                .containsExactly(List.of(20L));
        assertThat(answer(
                        table,
                        "SELECT count(*) FROM results m JOIN results e USING (cell_id) WHERE e.measure = 'exact'"
                                + " AND m.measure IN ('trained', 'population')"
                                + " AND m.risk > e.risk - 5 * coalesce(m.standard_error, 1e-9)"))
                .containsExactly(List.of(32L));
    }

    @Test
    void keptParametersAndRestartsRepeatTheirRows() {
        ResultTable table = table("kept");
        job().run(plan(YAML.replace("architecture: [attention, h3]", "architecture: attention"), table), table);
        List<List<Object>> restarts = answer(
                table,
                "SELECT question, settings, seed, restart, risk, cell_id, measure_id, parameters FROM restarts"
                        + " WHERE question LIKE '%iid%'");
        assertThat(restarts).hasSize(2 * 2 * 2 * 2);
        for (List<Object> row : restarts) {
            SavedParameters saved = SavedParameters.of((String) row.get(0), (String) row.get(7));
            Cell cell = Cell.of(saved.question());
            assertThat(cell.id()).isEqualTo(row.get(5));
            Measure measure = Records.read(Measure.class, (Map<?, ?>) FlowValue.read("settings", (String) row.get(1)));
            assertThat(measure.id((Long) row.get(2))).isEqualTo(row.get(6));
            Restart again = measure.estimate(cell, (Long) row.get(2)).restarts().get((Integer) row.get(3));
            assertThat(again.risk().orElseThrow()).isEqualTo(row.get(4));
            assertThat(again.parameters().orElseThrow().values())
                    .containsExactly(saved.parameters().values());
            assertThat(risk(saved)).isCloseTo((Double) row.get(4), within(1e-11));
        }
    }

    /** Of the layer that the parameters make. */
    private static double risk(SavedParameters saved) {
        int d = saved.question().design().dim();
        int n = saved.question().design().length();
        BilinearForm form = new LinearAttention(d, n).formOf(saved.parameters().values());
        return LayerRisk.of(saved.question().design(), saved.question().loss(), true)
                .orElseThrow()
                .at(form, new BilinearForm(d, n));
    }

    @Test
    void aCellWhoseRestartsDivergeFailsAndKeepsThem() {
        ResultTable table = table("diverging");
        Summary summary = job().run(plan(DIVERGING, table), table);
        assertThat(summary.failed()).isEqualTo(2);
        assertThat(answer(table, "SELECT DISTINCT status, risk FROM results"))
                .containsExactly(Arrays.asList("failed", null));
        assertThat(answer(
                        table,
                        "SELECT count(*) FROM errors WHERE error LIKE 'All 2 restarts failed; the first: Diverged after %"
                                + " steps (learning_rate 1000000.0 may be too high)'"))
                .containsExactly(List.of(2L));
        assertThat(answer(table, "SELECT count(*), count_if(stopped = 'diverged' AND risk IS NULL) FROM restarts"))
                .containsExactly(List.of(4L, 4L));
        assertThat(answer(table, "SELECT count(DISTINCT cell_id, restart) FROM curves"))
                .containsExactly(List.of(4L));
        assertThat(plan(DIVERGING, table).todo()).isZero();
    }

    @Test
    void aTargetThatCannotBeMetIsSaidToBeSo() {
        ResultTable table = table("budget");
        String yaml =
                DIVERGING.replaceFirst("(?s)trained: .*", "monte_carlo: {relative_error: 1e-6, max_prompts: 5000}\n");
        assertThat(job().run(plan(yaml, table), table).failed()).isZero();
        assertThat(answer(
                        table,
                        "SELECT DISTINCT status, stopped, prompts, upper - lower > 3 * standard_error FROM results"))
                .containsExactly(List.of("ok", "budget", 4992L, true));
        job().run(
                        plan(yaml.replace("1e-6", "0.1").replace("5000", "10000"), table),
                        table); // 4096 of a pilot, 4096 of the mean
        assertThat(answer(table, "SELECT count(*) FROM results WHERE stopped = 'target' AND prompts = 4096"))
                .containsExactly(List.of(2L));
    }

    @Test
    void whatIsTooLargeForMemoryCostsItsRow() {
        ResultTable table = table("large");
        String yaml = """
                name: small
                grid: {design: iid, dim: 20000, length: 10, noise_variance: 1}
                measures: {exact: {}, monte_carlo: {}, trained: {}, population: {}}
                """;
        long start = System.nanoTime();
        assertThat(job().run(plan(yaml, table), table))
                .extracting(Summary::ok, Summary::failed)
                .containsExactly(1L, 3L);
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        assertThat(answer(table, "SELECT count(*) FROM errors WHERE error LIKE 'Cannot % bytes are needed %'"))
                .containsExactly(List.of(3L));
    }

    /** Prints the estimates of the small sweep. */
    static final class Bits {
        private Bits() {}

        public static void main(String[] args) {
            estimates().forEach(System.out::println);
        }
    }

    private static List<String> estimates() {
        List<String> lines = new ArrayList<>();
        Plan plan = Plan.of(Sweep.of(SweepSource.of("small.yaml", YAML)), DoneKeys.none());
        for (Shard shard : plan.shards(1)) {
            shard.forEach((cell, measure) -> lines.add(line(cell, measure)));
        }
        return lines;
    }

    private static String line(Cell cell, Measure measure) {
        Estimate estimate = measure.estimate(cell, 5);
        StringBuilder line =
                new StringBuilder(cell.id() + " " + measure.kind() + " " + estimate.risk() + " " + estimate.sampling());
        estimate.restarts()
                .forEach(restart ->
                        restart.parameters().ifPresent(p -> line.append(' ').append(Arrays.toString(p.values()))));
        return line.toString();
    }

    @Test
    void scalarCodeAndOtherThreadsGiveTheSameBits() throws Exception {
        List<String> here = estimates();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<String>>> both =
                    List.of(threads.submit(MeasuresJobTest::estimates), threads.submit(MeasuresJobTest::estimates));
            for (Future<List<String>> one : both) {
                assertThat(one.get()).isEqualTo(here);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(inChild("--add-modules=jdk.incubator.vector", "-Dicl.vector=off"))
                .isEqualTo(here);
        assertThat(inChild("-Dicl.unused=1")).as("without the module").isEqualTo(here);
    }

    private static List<String> inChild(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), Bits.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    @Test
    void tablesOfTrainingHoldTheirRows() {
        ResultTable table = table("files");
        job().run(plan(DIVERGING.replace("1e6", "1e-3"), table), table);
        assertThat(table.files(Table.RESTARTS)).isNotEmpty();
        assertThat(answer(table, "SELECT count(*), count_if(step = 500), count(risk) FROM curves"))
                .containsExactly(List.of(4L * 20, 4L, 4L));
    }
}
