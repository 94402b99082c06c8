package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.cli.Cli.Result;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.Plan;
import icl.jobs.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryCommandTest {
    /** Four cells, of which retrieval has no closed form at low rank: two cannot succeed. */
    private static final String YAML = """
            name: small
            grid:
              dim: 4
              noise_variance: 0.5
              length: [5, 10]
              rank: 2
              feature_covariance: {power_law: 1}
              union:
                - design: iid
                - design: retrieval
                  alpha: 0.4
            measures:
              exact: {}
            """;

    @TempDir
    Path folder;

    private Path file;
    private String out;

    @BeforeAll
    static void startSpark() {
        SharedSpark.session();
    }

    @BeforeEach
    void writeSweep() throws IOException {
        file = Files.writeString(folder.resolve("small.yaml"), YAML);
        out = folder.resolve("out").toString();
    }

    private Result sweep(String... changes) {
        String[] command = new String[4 + changes.length];
        System.arraycopy(new String[] {"sweep", file.toString(), "--out", out}, 0, command, 0, 4);
        System.arraycopy(changes, 0, command, 4, changes.length);
        return icl(command);
    }

    private String csv(String sql) {
        return icl("query", out, sql, "--format=csv").out();
    }

    /** A table whose cells of one design have all failed. */
    private void failAll(String design) throws IOException {
        ResultTable table = TableFixture.at(Path.of(out));
        Plan plan =
                Plan.of(SweepFile.load(file, Map.of("where", "design = '" + design + "'")), PublishedKeys.of(table));
        TableFixture.publishFailed(table, plan);
    }

    @Test
    void whatFailedIsComputedAgainAndWhatItGaveBeforeStaysVisible() throws IOException {
        failAll("iid");
        assertThat(icl("query", out, "SELECT count(*) FROM errors", "--format=csv")
                        .out())
                .endsWith("\n2\n");
        Result retry = icl("retry", out);
        assertThat(retry.code()).as(retry.err()).isZero();
        assertThat(retry.out()).contains("2 risks to compute again", "Results are in " + out);
        assertThat(csv("SELECT status, attempt, count(*) AS n FROM results GROUP BY ALL"))
                .isEqualTo("status,attempt,n\nok,2,2\n");
        assertThat(csv("SELECT status, attempt, count(*) AS n FROM attempts GROUP BY ALL ORDER BY attempt"))
                .isEqualTo("status,attempt,n\nfailed,1,2\nok,2,2\n");
        assertThat(csv("SELECT count(*) AS n FROM errors")).isEqualTo("n\n0\n");
        assertThat(csv("SELECT ok, failed, missing FROM progress ORDER BY run_id"))
                .isEqualTo("ok,failed,missing\n0,2,0\n2,0,0\n");
        assertThat(icl("verify", out).code()).isZero();
        assertThat(icl("retry", out).out()).startsWith("Nothing to do: no cell failed that can be computed again");
        assertThat(sweep("--set", "where=design = 'iid'").out()).contains("nothing to do, 2 done before");
    }

    @Test
    void whatFailsAgainIsOneRowOfTheResultsAndOneForEachAttempt() {
        assertThat(sweep().code()).isEqualTo(ExitCode.SOME_FAILED);
        for (int attempt = 2; attempt <= 3; attempt++) {
            Result retry = icl("retry", out);
            assertThat(retry.code()).isEqualTo(ExitCode.SOME_FAILED);
            assertThat(retry.out()).contains("2 risks to compute again", "2 cells failed; why: ");
            assertThat(csv("SELECT status, attempt, count(*) AS n FROM results GROUP BY ALL ORDER BY attempt"))
                    .isEqualTo("status,attempt,n\nok,1,2\nfailed," + attempt + ",2\n");
        }
        assertThat(csv("SELECT attempt, count(*) AS n FROM attempts GROUP BY attempt ORDER BY attempt"))
                .isEqualTo("attempt,n\n1,4\n2,2\n3,2\n");
        assertThat(icl("verify", out).code()).isZero();
        icl("compact", out);
        assertThat(csv("SELECT count(*) AS n, max(attempt) AS last FROM results"))
                .isEqualTo("n,last\n4,3\n");
    }

    @Test
    void cellsOfSeveralSweepFilesAreComputedOnceEach() throws IOException {
        failAll("iid");
        failAll("retrieval");
        sweep("--set", "length=[5, 20]");
        Result retry = icl("retry", out);
        assertThat(retry.out()).contains("5 risks to compute again", "3 cells failed; why: ");
        assertThat(csv("SELECT count(*) AS n, count(DISTINCT cell_id) AS cells FROM results"))
                .isEqualTo("n,cells\n6,6\n");
    }

    @Test
    void cellsThatThisVersionDoesNotComputeAreCounted() throws IOException {
        TableFixture.publish(TableFixture.at(Path.of(out)), "small", TableFixture.failed(5, "Diverged"));
        Result retry = icl("retry", out);
        assertThat(retry.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(retry.out()).startsWith("Nothing to do");
        assertThat(retry.err())
                .startsWith("icl: 1 failed cell left: this version does not compute them as they were asked\n");
    }

    @Test
    void aFolderWithoutResultsIsRefused() {
        Result refused = icl("retry", out);
        assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).startsWith("icl: No results in " + out).hasLineCount(1);
    }
}
