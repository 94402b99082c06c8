package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.records.Records;
import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.progress.ProgressListener;
import icl.jobs.progress.Summary;
import icl.jobs.query.Query;
import icl.jobs.schema.SavedParameters;
import icl.jobs.schema.Table;
import icl.jobs.storage.Conflict;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.FlowValue;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import icl.jobs.sweep.TrainingFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepJobTest {
    /** 4 x 3 x (1 + 2) cells, of which retrieval with a spread covariance at low rank has no closed form. */
    private static final String YAML = """
            name: small
            grid:
              dim: 4
              noise_variance: 0.5
              length: [5, 10, 20, 40]
              rank: [1, 2, 4]
              feature_covariance: {power_law: 1}
              union:
                - design: iid
                - design: retrieval
                  alpha: [0.2, 0.4]
            measures:
              exact: {}
              paper: {}
            """;

    @TempDir
    Path temporary;

    private final List<ProgressListener.State> told = new ArrayList<>();

    private ResultTable table(String name) {
        return TableFixture.at(temporary.resolve(name));
    }

    private SweepJob job() {
        return new SweepJob(SharedSpark.session(), InstantSource.system(), told::add);
    }

    private static Plan plan(String yaml, ResultTable table) {
        return Plan.of(Sweep.of(SweepSource.of("small.yaml", yaml)), PublishedKeys.of(table));
    }

    private static List<List<Object>> rows(ResultTable table) {
        return Query.of("SELECT * EXCEPT (cpu_seconds, run_id) FROM results ORDER BY cell_id, measure")
                .run(SharedSpark.session(), table, 1000)
                .rows();
    }

    /** Runs the plan in so many shards, one or several batches. */
    private List<List<Object>> rowsOf(int shards, int batches) {
        ResultTable table = table(shards + "-" + batches);
        Plan plan = plan(YAML, table);
        List<List<Shard>> cut = new ArrayList<>();
        List<Shard> all = plan.shards(shards);
        for (int i = 0; i < batches; i++) {
            cut.add(all.subList(i * all.size() / batches, (i + 1) * all.size() / batches));
        }
        job().run(plan, (left, cores) -> cut, table);
        assertThat(table.files(Table.RESULTS)).hasSize(all.size());
        return rows(table);
    }

    @Test
    void theRowsDoNotDependOnThePartitions() {
        List<List<Object>> one = rowsOf(1, 1);
        assertThat(one).hasSizeGreaterThan(40);
        assertThat(rowsOf(3, 1)).isEqualTo(one);
        assertThat(rowsOf(8, 3)).isEqualTo(one);
    }

    @Test
    void aCellWithoutClosedFormCostsItsRow() {
        ResultTable table = table("failing");
        Plan plan = plan(YAML, table);
        Summary summary = job().run(plan, table);
        assertThat(summary.rows()).isEqualTo(plan.todo());
        assertThat(summary.failed()).isEqualTo(16);
        Query failures = Query.of("SELECT design, measure, rank < 4, count(*), count_if(error LIKE 'No closed form: %')"
                + " FROM errors GROUP BY 1, 2, 3");
        assertThat(failures.run(SharedSpark.session(), table, 10).rows())
                .containsExactly(List.of("retrieval", "exact", true, 16L, 16L));
    }

    @Test
    void aSecondRunComputesNothing() throws IOException {
        ResultTable table = table("again");
        job().run(plan(YAML, table), table);
        List<String> before = TableFixture.tree(temporary);
        assertThat(job().run(plan(YAML, table), table)).isEqualTo(Summary.NOTHING);
        assertThat(TableFixture.tree(temporary)).isEqualTo(before);
    }

    @Test
    void aChangedSweepAddsOnlyWhatIsNew() {
        ResultTable table = table("changed");
        job().run(plan(YAML, table), table);
        List<List<Object>> before = rows(table);
        Summary added = job().run(plan(YAML.replace("[5, 10, 20, 40]", "[5, 10, 20, 40, 80]"), table), table);
        assertThat(added.rows()).isEqualTo(before.size() / 4);
        assertThat(rows(table)).hasSize(before.size() * 5 / 4).containsAll(before);
    }

    /** Ten cells that are trained, of which the two of length 13 diverge, on a design of the user's own among others. */
    private static final String TRAINING = """
            name: small
            seed: 3
            grid:
              design: [iid, mixture]
              dim: 4
              noise_variance: 0.5
              separation: 2
              length: [5, 10, 13, 20, 40]
              architecture: averaging
            measures:
              exact: {}
              training: {restarts: 2, steps: 3}
            """;

    private List<List<List<Object>>> trainedIn(int shards) {
        ResultTable table = table("training-" + shards);
        Plan plan = plan(TRAINING, table);
        Summary summary = job().run(plan, (left, cores) -> List.of(left.shards(shards)), table);
        assertThat(summary.rows()).isEqualTo(10);
        assertThat(summary.failed()).isEqualTo(2);
        assertThat(table.files(Table.CURVES)).hasSize(table.files(Table.RESULTS).size());
        assertThat(plan(TRAINING, table).todo()).isZero();
        return List.of(
                rows(table),
                answer(table, "SELECT * EXCEPT (cpu_seconds, run_id) FROM restarts ORDER BY cell_id, restart"),
                answer(table, "SELECT * EXCEPT (run_id) FROM curves ORDER BY cell_id, restart, step"));
    }

    private static List<List<Object>> answer(ResultTable table, String sql) {
        return Query.of(sql).run(SharedSpark.session(), table, 1000).rows();
    }

    @Test
    void whatIsTrainedLeavesItsRestartsAndCurves() {
        List<List<List<Object>>> one = trainedIn(1);
        assertThat(one).extracting(List::size).containsExactly(10, 2 * 10, 4 * 2 * 10);
        assertThat(trainedIn(3)).isEqualTo(one);
    }

    @Test
    void aRestartIsRepeatedFromItsRow() {
        trainedIn(2);
        List<List<Object>> restarts = answer(
                table("training-2"),
                "SELECT question, settings, seed, restart, risk, error, cell_id, measure_id FROM restarts");
        for (List<Object> row : restarts) {
            Cell cell = Cell.of(SavedParameters.of((String) row.get(0), "[]").question());
            Map<?, ?> settings = (Map<?, ?>) FlowValue.read("settings", (String) row.get(1));
            Measure measure = Records.read(Measure.class, settings);
            assertThat(cell.id()).isEqualTo(row.get(6));
            assertThat(measure.id((Long) row.get(2))).isEqualTo(row.get(7));
            Restart again = repeated(measure, cell, (Long) row.get(2)).get((Integer) row.get(3));
            assertThat(again.risk().stream().boxed().findFirst().orElse(null)).isEqualTo(row.get(4));
            assertThat(again.error().orElse(null)).isEqualTo(row.get(5));
        }
    }

    private static List<Restart> repeated(Measure measure, Cell cell, long seed) {
        try {
            return measure.estimate(cell, seed).restarts();
        } catch (TrainingFailed e) {
            return e.restarts();
        }
    }

    @Test
    void sweepsWithoutTrainingHaveNoFilesOfIt() {
        ResultTable table = table("formulas");
        job().run(plan(YAML, table), table);
        assertThat(table.files(Table.RESTARTS)).isEmpty();
        assertThat(table.files(Table.CURVES)).isEmpty();
    }

    @Test
    void progressEndsWithEverything() {
        ResultTable table = table("progress");
        Plan plan = plan(YAML, table);
        job().run(plan, table);
        ProgressListener.State last = told.get(told.size() - 1);
        assertThat(last.done()).isEqualTo(plan.todo()).isEqualTo(last.total());
        assertThat(last.failed()).isEqualTo(16);
        assertThat(last.secondsLeft()).isZero();
    }

    @Test
    void tablesOnOtherFileSystemsNeedOnlyTheirConfiguration() throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.viewfs.mounttable.here.link./data", temporary.toUri().toString());
        ResultTable table = ResultTable.at("viewfs://here/data/table", hadoop);
        Plan plan = plan(YAML, table);
        job().run(plan, table);
        assertThat(plan(YAML, table).todo()).isZero();
        assertThat(TableFixture.tree(temporary))
                .contains("table/_icl.json")
                .noneMatch(path -> path.contains("_staging"));
    }

    @Test
    void provenanceSaysWhatRanWhere() {
        ResultTable table = table("provenance");
        job().run(plan(YAML, table), table);
        assertThat(Query.of(
                                "SELECT sweep, yaml, master, spark_version, planned - ok - failed, finished_at >= started_at"
                                        + " FROM sweeps")
                        .run(SharedSpark.session(), table, 10)
                        .rows())
                .containsExactly(
                        List.of("small", YAML, "local[2]", SharedSpark.session().version(), 0L, true));
    }

    @Test
    void anotherSweepsTableIsLeftAlone() throws IOException {
        ResultTable table = table("other");
        TableFixture.publish(table, "other", TableFixture.ok(3, 1));
        List<String> before = TableFixture.tree(temporary);
        assertThatThrownBy(() -> job().run(plan(YAML, table), table)).isInstanceOf(Conflict.class);
        assertThat(TableFixture.tree(temporary)).isEqualTo(before);
    }

    @Test
    void aRunThatCannotPublishCleansUpBehindItself() throws IOException {
        ResultTable table = table("blocked");
        Plan plan = plan(YAML, table);
        Path blocked = temporary.resolve("blocked/results");
        SweepJob job = new SweepJob(SharedSpark.session(), InstantSource.system(), state -> block(blocked));
        assertThatThrownBy(() -> job.run(plan, table)).isInstanceOf(UncheckedIOException.class);
        assertThat(TableFixture.tree(temporary)).noneMatch(path -> path.contains("_staging"));
        Files.delete(blocked);
        assertThat(job().run(plan(YAML, table), table).rows()).isEqualTo(plan.todo());
    }

    /** Puts a file where a folder should be. */
    private static void block(Path folder) {
        try {
            Files.writeString(folder, "in the way");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
