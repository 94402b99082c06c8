package icl.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.Staged;
import icl.jobs.commit.TableFixture;
import icl.jobs.frame.Frame;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.schema.Table;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @TempDir
    static Path folder;

    private static ResultTable table;
    private static ResultTable trained;

    @BeforeAll
    static void publish() throws Exception {
        table = TableFixture.at(folder.resolve("a [b] {c} *"));
        TableFixture.publish(
                table,
                "small",
                TableFixture.ok(3, 0.5),
                TableFixture.ok(4, 0.25),
                TableFixture.paper(4, 0.5),
                TableFixture.failed(5, "no form"));
        trained = TableFixture.at(folder.resolve("trained"));
        TableFixture.publish(
                trained,
                "small",
                TableFixture.ok(3, 0.5),
                TableFixture.ok(4, 0.5),
                TableFixture.trained(3, 0.75, 0.125),
                TableFixture.trained(4, 0.75, 0),
                TableFixture.untrained(5));
    }

    private static Frame answer(String sql) {
        return answer(table, sql);
    }

    private static Frame answer(ResultTable from, String sql) {
        return Query.of(sql).run(SharedSpark.session(), from, 100);
    }

    private static void refused(String sql, String message) {
        assertThatThrownBy(() -> answer(sql)).isInstanceOf(Invalid.class).hasMessage(message);
    }

    @Test
    void aRowComesBackAsItWasWritten() {
        Frame frame =
                answer("SELECT cell_id, design, architecture, dim, length, noise_variance, noise_profile, alpha, rank,"
                        + " feature_covariance, task_covariance, task_correlation, loss, measure, risk, half_rank, status, error,"
                        + " cpu_seconds FROM results WHERE length = 4 AND measure = 'exact'");
        List<Object> row = Arrays.asList(
                TableFixture.ok(4, 1).cell().id(),
                "retrieval",
                "attention",
                5,
                4,
                null,
                "[0.0,1.0,2.0,3.0,4.0]",
                0.5,
                2,
                "identity",
                "{\"power_law\":1.0}",
                null,
                "query",
                "exact",
                0.25,
                1,
                "ok",
                null,
                0.25);
        assertThat(frame.rows()).containsExactly(row);
    }

    @ParameterizedTest
    @CsvSource({"results, 4", "restarts, 0", "curves, 0", "sweeps, 1", "gap, 2", "errors, 1", "progress, 1"})
    void everyViewAnswers(String view, int rows) {
        Frame frame = answer("SELECT * FROM " + view);
        assertThat(frame.names()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(frame.rows()).hasSize(rows);
    }

    @Test
    void gapPutsTheRisksOfACellSideBySide() {
        assertThat(answer("SELECT length, exact, paper, paper_gap, simulated FROM gap ORDER BY length")
                        .rows())
                .containsExactly(Arrays.asList(3, 0.5, null, null, null), Arrays.asList(4, 0.25, 0.5, 1.0, null));
    }

    @Test
    void gapMeasuresTrainedRisksInTheirErrorsAndShowsTheWorstRestart() {
        assertThat(answer(
                                trained,
                                "SELECT length, trained, trained_gap, trained_error, trained_z, trained_worst, trained_restarts,"
                                        + " trained_failed FROM gap ORDER BY length")
                        .rows())
                .containsExactly(
                        List.of(3, 0.75, 0.5, 0.125, 2.0, 1.5, 3, 1),
                        Arrays.asList(4, 0.75, 0.5, 0.0, null, 1.5, 3, 1));
    }

    @Test
    void restartsAreRowsOfTheirOwn() {
        assertThat(answer(
                                trained,
                                "SELECT restart, s.status, s.risk, s.standard_error, steps, s.stopped, s.error, s.seed,"
                                        + " measure_version, s.settings, s.cpu_seconds, parameters IS NULL FROM restarts s"
                                        + " JOIN results USING (cell_id, measure_id, measure_version) WHERE length = 3"
                                        + " ORDER BY restart")
                        .rows())
                .containsExactly(
                        Arrays.asList(
                                0, "ok", 0.75, 0.125, 10L, "converged", null, 7L, 2, "{\"trained\":20}", 0.5, false),
                        Arrays.asList(1, "ok", 1.5, null, 20L, "steps", null, 7L, 2, "{\"trained\":20}", 0.0, true),
                        Arrays.asList(
                                2,
                                "diverged",
                                null,
                                null,
                                3L,
                                "diverged",
                                "loss is infinite at step 3",
                                7L,
                                2,
                                "{\"trained\":20}",
                                0.0,
                                true));
    }

    @Test
    void aCellThatFailedShowsItsRestarts() {
        assertThat(answer(
                                trained,
                                "SELECT r.status, r.error, r.restarts, r.failed_restarts, r.worst_risk, s.error FROM results r"
                                        + " JOIN restarts s USING (cell_id, measure_id) WHERE length = 5")
                        .rows())
                .containsExactly(
                        Arrays.asList("failed", "every restart diverged", 1, 1, null, "loss is NaN at step 7"));
    }

    @Test
    void curvesArePointsOfRestarts() {
        assertThat(answer(
                                trained,
                                "SELECT length, restart, step, c.loss, c.risk FROM curves c JOIN results"
                                        + " USING (cell_id, measure_id) ORDER BY length, restart, step")
                        .rows())
                .containsExactly(
                        Arrays.asList(3, 0, 0L, 6.0, null),
                        Arrays.asList(3, 0, 10L, 0.875, 0.75),
                        Arrays.asList(4, 0, 0L, 6.0, null),
                        Arrays.asList(4, 0, 10L, 0.875, 0.75),
                        Arrays.asList(5, 0, 0L, 6.0, null),
                        Arrays.asList(5, 0, 7L, null, null));
    }

    @Test
    void whatACrashLeavesOfABatchIsNotSeen() throws Exception {
        Path place = folder.resolve("crashed");
        ResultTable crashed = TableFixture.at(place);
        try (ResultRun run = crashed.begin(TableFixture.provenance("small"))) {
            Files.writeString(place.resolve("results"), "in the way of the last of three renames");
            Staged staged = TableFixture.stage(run, TableFixture.trained(3, 0.5, 0));
            assertThatThrownBy(() -> run.publish(List.of(staged))).isInstanceOf(UncheckedIOException.class);
        }
        Files.delete(place.resolve("results"));
        assertThat(crashed.files(Table.CURVES)).hasSize(1);
        assertThat(crashed.files(Table.RESTARTS)).hasSize(1);
        assertThat(PublishedKeys.of(crashed).size()).isZero();
        assertThat(answer(crashed, "SELECT * FROM restarts").rows()).isEmpty();
        assertThat(answer(crashed, "SELECT * FROM curves").rows()).isEmpty();

        TableFixture.publish(crashed, "small", TableFixture.trained(3, 0.5, 0));
        assertThat(crashed.files(Table.CURVES)).hasSize(2);
        assertThat(answer(crashed, "SELECT restart FROM restarts ORDER BY 1").rows())
                .containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(answer(crashed, "SELECT step FROM curves ORDER BY 1").rows())
                .containsExactly(List.of(0L), List.of(10L));
    }

    @Test
    void errorsSaysWhatFailed() {
        assertThat(answer("SELECT measure, length, error FROM errors").rows())
                .containsExactly(List.of("exact", 5, "no form"));
    }

    @Test
    void progressCountsTheRowsOfARun() {
        assertThat(answer("SELECT sweep, planned, ok, failed, missing, finished_at FROM progress")
                        .rows())
                .containsExactly(List.of("small", 4L, 3L, 1L, 0L, TableFixture.START.plusSeconds(60)));
    }

    @Test
    void sweepsHoldsTheSweepFile() {
        assertThat(answer("SELECT file, yaml, overrides, ok, failed FROM sweeps")
                        .rows())
                .containsExactly(List.of("sweep.yaml", "name: small", "{\"dim\":\"20\"}", 3L, 1L));
    }

    @Test
    void anyParquetReaderFindsTheRows() {
        Row counts = SharedSpark.session()
                .read()
                .option("__globPaths__", "false")
                .parquet(folder.resolve("a [b] {c} *").resolve("results").toString())
                .selectExpr("count(*)", "count(risk)", "count_if(isnan(risk))")
                .head();
        assertThat(counts.toString()).isEqualTo("[4,3,0]");
    }

    @Test
    void anAnswerIsCutAtTheLimit() {
        Frame frame = Query.of("SELECT length FROM results ORDER BY length").run(SharedSpark.session(), table, 2);
        assertThat(frame.rows()).containsExactly(List.of(3), List.of(4));
        assertThat(frame.isWhole()).isFalse();
        assertThat(answer("SELECT length FROM results LIMIT 2").isWhole()).isTrue();
    }

    @Test
    void nestedValuesBecomeListsAndMaps() {
        assertThat(answer("SELECT array(1, NULL), struct(1 AS a, 'x' AS b), map('k', 1.5D)")
                        .rows())
                .containsExactly(List.of(Arrays.asList(1, null), Map.of("a", 1, "b", "x"), Map.of("k", 1.5)));
    }

    @Test
    void unknownColumnsAreSaidInOneLine() {
        refused(
                "SELECT rsk FROM results",
                "Invalid SQL: A column, variable, or function parameter with name `rsk` cannot be resolved. Did you mean one of"
                        + " the following? [`risk`, `rank`, `base`, `dim`, `loss`] (line 1, pos 7)");
    }

    @Test
    void aDivisionByZeroIsTheQuerysFault() {
        assertThatThrownBy(() -> answer("SELECT 1 / (dim - 5) FROM results"))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Invalid SQL: Division by zero.");
    }

    @Test
    void variablesStayText() {
        assertThat(answer("SELECT '${env:PATH}'").rows()).containsExactly(List.of("${env:PATH}"));
    }

    @Test
    void aFolderWithoutResultsIsRefused() {
        ResultTable none = TableFixture.at(folder.resolve("none"));
        assertThatThrownBy(() -> Query.of("SELECT 1").run(SharedSpark.session(), none, 1))
                .isInstanceOf(Invalid.class)
                .hasMessage("No results in " + folder.resolve("none") + " (icl sweep makes some)");
    }

    @Test
    void newlyPublishedRowsAreSeen() throws Exception {
        ResultTable growing = TableFixture.at(folder.resolve("growing"));
        TableFixture.publish(growing, "small", TableFixture.ok(3, 0.5));
        Query count = Query.of("SELECT count(*) FROM results");
        assertThat(count.run(SharedSpark.session(), growing, 1).rows()).containsExactly(List.of(1L));
        TableFixture.publish(growing, "small", TableFixture.ok(4, 0.5));
        assertThat(count.run(SharedSpark.session(), growing, 1).rows()).containsExactly(List.of(2L));
    }

    @ParameterizedTest
    @MethodSource("icl.jobs.query.Statements#queries")
    void whatPassesTheGateIsAnswered(String sql) {
        assertThat(answer(sql).names()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "it's",
                "'",
                "' OR 1 = 1 --",
                "\\' OR 1 = 1 --",
                "\\\\'",
                "'') FROM results --",
                "\"",
                ":other",
                "${env:PATH}",
                "`x`",
                "reflect('a', 'b')",
                "(SELECT max(risk) FROM results)",
                "4 OR 1 = 1",
                "1e",
                "\u202e\u001b[31m\n",
                "\uD83D\uDE00"
            })
    void aParameterIsOneTextWhateverItHolds(String text) {
        Frame frame = Query.of("SELECT :value, ':value'", Map.of("value", text)).run(SharedSpark.session(), table, 10);
        assertThat(frame.rows()).containsExactly(List.of(text, ":value"));
    }

    @ParameterizedTest
    @CsvSource({
        "4, bigint",
        "-7, bigint",
        "9223372036854775808, 'decimal(19,0)'",
        "0.5, double",
        "1e-3, double",
        "true, boolean"
    })
    void aParameterHasTheTypeOfItsText(String text, String type) {
        Frame frame = Query.of("SELECT typeof(:value)", Map.of("value", text)).run(SharedSpark.session(), table, 10);
        assertThat(frame.rows()).containsExactly(List.of(type));
    }

    @Test
    void parametersSelectRows() {
        Map<String, String> values =
                Map.of("n", "4", "low", "0.1", "design", "retrieval", "none", "null", "quoted", "'4'");
        assertThat(Query.of(
                                "SELECT :none IS NULL, typeof(:quoted), length FROM results"
                                        + " WHERE length = :n AND risk > :low AND design = :design LIMIT 1",
                                values)
                        .run(SharedSpark.session(), table, 10)
                        .rows())
                .containsExactly(List.of(true, "string", 4));
    }

    @Test
    void whatTakesTooLongIsCancelled() {
        Query endless = Query.of("SELECT sum(id % 7) FROM range(1000000000000000)");
        assertThatThrownBy(() -> endless.run(SharedSpark.session(), table, 1, Duration.ofSeconds(2)))
                .isInstanceOf(Invalid.class)
                .hasMessage("Cannot answer within 2 s (--timeout gives more time)");
        assertThat(answer("SELECT count(*) FROM results").rows()).containsExactly(List.of(4L));
        assertThat(SharedSpark.session().sparkContext().statusTracker().getActiveJobIds())
                .isEmpty();
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheSessionLives() {
        refused(
                "SELECT max(length(aggregate(sequence(1, 30), cast(dim AS STRING), (a, i) -> a || a))) FROM results",
                "Cannot answer within the memory there is (SQL that aggregates, or has a LIMIT, needs less)");
        assertThat(answer("SELECT 1").rows()).containsExactly(List.of(1));
    }
}
