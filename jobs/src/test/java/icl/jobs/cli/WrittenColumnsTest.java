package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
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

/** The columns of {@code results} say what the sweep says, whatever the cell's canonical form. */
class WrittenColumnsTest {
    private static final String YAML = """
            name: small
            grid:
              design: iid
              dim: 5
              length: 10
              noise_variance: 0.5
              feature_covariance: [{power_law: 0}, {power_law: 1}, identity]
              rank: [1, 5, null]
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
        file = folder.resolve("small.yaml");
        write(YAML);
        out = folder.resolve("out").toString();
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
    }

    private String sweep() {
        return icl("sweep", file.toString(), "--out", out).out();
    }

    private String csv(String sql) {
        return icl("query", out, sql, "--format=csv").out();
    }

    @Test
    void aSweepOverPowersAndRanksFindsItsPoints() {
        assertThat(sweep()).contains("4 cells (9 points");
        String points = """
                feature_covariance,rank
                "{""power_law"":0.0}",1
                "{""power_law"":0.0}",5
                "{""power_law"":1.0}",1
                "{""power_law"":1.0}",5
                """;
        for (String view : new String[] {"results", "gap"}) {
            assertThat(csv("SELECT feature_covariance, rank FROM " + view + " ORDER BY ALL"))
                    .isEqualTo(points);
        }
        assertThat(csv("SELECT count(*) AS n FROM results WHERE rank = 5")).isEqualTo("n\n2\n");
        icl("compact", out);
        assertThat(csv("SELECT feature_covariance, rank FROM results ORDER BY ALL"))
                .isEqualTo(points);
        assertThat(icl("verify", out).code()).isZero();
    }

    @Test
    void aCellKeepsTheWordsOfTheFirstRun() throws IOException {
        sweep();
        String before = csv("SELECT cell_id, feature_covariance, rank FROM gap ORDER BY cell_id");
        write(YAML.replace("[{power_law: 0}, {power_law: 1}, identity]", "[{geometric: 1}, {power_law: 1}]")
                .replace("[1, 5, null]", "[null, 1]")
                .replace("exact: {}", "exact: {}\n  paper: {}"));
        assertThat(sweep()).contains("4 cells, 4 risks to compute, 4 done before");
        assertThat(csv("SELECT cell_id, feature_covariance, rank FROM gap WHERE paper IS NOT NULL ORDER BY cell_id"))
                .isEqualTo(before);
        assertThat(csv("SELECT DISTINCT measure, rank FROM results ORDER BY ALL"))
                .isEqualTo("measure,rank\nexact,1\nexact,5\npaper,NULL\npaper,1\n".replace("NULL", ""));
    }

    @Test
    void aCellThatIsComputedAgainKeepsItsWords() throws IOException {
        ResultTable table = TableFixture.at(Path.of(out));
        TableFixture.publishFailed(table, Plan.of(SweepFile.load(file, Map.of()), PublishedKeys.of(table)));
        String before = csv("SELECT feature_covariance, rank FROM errors ORDER BY ALL");
        write(YAML.replace("[{power_law: 0}, {power_law: 1}, identity]", "[identity, {power_law: 1}]")
                .replace("[1, 5, null]", "[null, 1, 2]"));
        sweep(); // makes the folder remember another way to ask for the same cells
        assertThat(icl("retry", out).code()).isZero();
        assertThat(csv("SELECT feature_covariance, rank FROM results WHERE attempt = 2 ORDER BY ALL"))
                .isEqualTo(before)
                .contains("power_law\"\":0.0}\",5");
    }

    @Test
    void listsAndBasesStandAsTheyWereGiven() throws IOException {
        write("""
                name: small
                grid:
                  union:
                    - design: retrieval
                      alpha: [[0.5, 0.5], [0.5, 0.25], 0.5]
                      noise_variance: [[1, 1, 1]]
                    - design: iid
                      noise_variance: 0
                      architecture: lora
                      rank: 3
                      base: {kind: iid, task_covariance: {power_law: 0}}
                  dim: 3
                  length: 2
                measures:
                  exact: {}
                """);
        sweep();
        assertThat(csv(
                        "SELECT alpha, alpha_profile, noise_variance, noise_profile FROM results WHERE design = 'retrieval'"
                                + " ORDER BY alpha_profile"))
                .isEqualTo("""
                        alpha,alpha_profile,noise_variance,noise_profile
                        ,"[0.5,0.25]",1.0,"[1.0,1.0,1.0]"
                        0.5,"[0.5,0.5]",1.0,"[1.0,1.0,1.0]"
                        """);
        assertThat(
                        csv(
                                "SELECT rank, get_json_object(base, '$.task_covariance') AS tasks FROM results WHERE design = 'iid'"))
                .isEqualTo("rank,tasks\n3,\"{\"\"power_law\"\":0.0}\"\n");
    }
}
