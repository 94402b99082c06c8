package icl.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.SharedSpark;
import icl.jobs.frame.Frame;
import icl.jobs.table.ResultTable;
import icl.jobs.table.TableFixture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    @TempDir
    static Path folder;

    private static ResultTable table;

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
    }

    private static Frame answer(String sql) {
        return Query.of(sql).run(SharedSpark.session(), table, 100);
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
    @CsvSource({"results, 4", "curves, 0", "sweeps, 1", "gap, 2", "errors, 1", "progress, 1"})
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
}
