package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.cli.Cli.Result;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.Plan;
import icl.jobs.sweep.SweepFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepCommandTest {
    /** Eight cells; the two that are aligned and anisotropic have no closed form. */
    private static final String YAML = """
            name: small
            grid:
              design: [iid, aligned]
              dim: 4
              length: [2, 8]
              alpha: 0.5
              noise_variance: 1
              task_covariance: [identity, {power_law: 1}]
            measures:
              exact: {}
            """;

    @TempDir
    private Path folder;

    private String file;
    private String out;

    @BeforeAll
    static void startSpark() {
        SharedSpark.session();
    }

    @BeforeEach
    void writeSweep() throws IOException {
        file = Files.writeString(folder.resolve("small.yaml"), YAML).toString();
        out = folder.resolve("out").toString();
    }

    @Test
    void cellsThatFailAreCountedAndAreNotTriedAgain() {
        Result first = sweep();
        assertThat(first.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(first.out()).contains("8 risks to compute", "2 cells failed; why: ", "FROM errors");
        assertThat(first.err()).contains("8 of 8 risks", "2 failed").hasLineCount(1);
        Result again = sweep();
        assertThat(again.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(again.out()).contains("nothing to do, 6 done before, 2 failed before");
        assertThat(again.err()).isEmpty();
    }

    @Test
    void aSweepAddsWhatIsMissing() {
        assertThat(sweep("--set", "task_covariance=identity", "--set", "length=2")
                        .code())
                .isZero();
        Result rest = sweep("--set", "task_covariance=identity");
        assertThat(rest.code()).isZero();
        assertThat(rest.out()).contains("2 risks to compute, 2 done before");
        Result count =
                icl("query", out, "SELECT count(DISTINCT cell_id) AS n, count(*) AS m FROM results", "--format=csv");
        assertThat(count.out()).isEqualTo("n,m\n4,4\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "[2, 8]"})
    void whatAnotherRunFailedAtMeanwhileCounts(String lengths) {
        Map<String, String> part = Map.of("task_covariance", "identity", "length", lengths);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream planned = new PrintStream(printed, false, UTF_8) {
            private boolean isKnown;

            @Override
            public void flush() { // the plan is made, the run is not begun
                super.flush();
                if (!isKnown) {
                    isKnown = true;
                    fail(part);
                }
            }
        };
        StandardStreams streams =
                new StandardStreams(InputStream.nullInputStream(), planned, new PrintStream(printed, true, UTF_8));
        String[] command = {"sweep", file, "--out", out, "--set", "task_covariance=identity"};
        assertThat(Main.run(command, streams)).isEqualTo(ExitCode.SOME_FAILED);
        planned.flush();
        assertThat(printed.toString(UTF_8))
                .contains("4 risks to compute", (lengths.equals("2") ? 2 : 4) + " cells failed; why: ");
    }

    /** Another run computes a part of the sweep, and all of it fails. */
    private void fail(Map<String, String> part) {
        ResultTable table = TableFixture.at(Path.of(out));
        try {
            TableFixture.publishFailed(table, Plan.of(SweepFile.load(Path.of(file), part), PublishedKeys.of(table)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void statusCountsWhatThereIs() {
        sweep();
        Result status = icl("status", out);
        assertThat(status.code()).isZero();
        assertThat(status.out())
                .contains("sweep small", file)
                .containsPattern("exact +[0-9a-f]{16} +6 +2")
                .contains("true");
    }

    @Test
    void statusSaysWhatFailedAndWhetherARunIsUnderWay() throws IOException {
        sweep();
        assertThat(icl("status", out).out())
                .containsPattern("failed +error\n +2 +No closed form: ")
                .doesNotContain("Run ");
        Path ends = Path.of(out, "ends");
        Files.move(ends, folder.resolve("ends")); // as if it still ran
        Path progress;
        try (Stream<Path> files = Files.list(Path.of(out, "_progress"))) {
            progress = files.findFirst().orElseThrow();
        }
        Files.writeString(progress, Files.readString(progress).replace("finished", "running"));
        assertThat(icl("status", out).out()).containsPattern("Run [^ ]+ under way: 8 of 8 risks, .* ago\\)\n");
    }

    @Test
    void statusComparesPredictedAndActualCosts() {
        sweep("--set", "length=2");
        sweep();
        assertThat(icl("status", out).out())
                .containsPattern("tasks +shortest_seconds +median +ninety_percent +longest +imbalance\n +2 +")
                .containsPattern("measure +rows +predicted_seconds +cpu_seconds +factor\nexact +8 +");
    }

    @Test
    void aPlanLearnsFromTheFolder() {
        assertThat(icl("plan", file, "--out", out).out()).doesNotContain("predicted from");
        sweep("--set", "length=2");
        assertThat(icl("plan", file, "--out", out).out()).contains("predicted from 1 task of this folder");
        sweep();
        assertThat(icl("plan", file, "--out", out).out()).contains("predicted from 2 tasks of this folder");
    }

    @Test
    void planTouchesNothing() {
        Result plan = icl("plan", file, "--out", out);
        assertThat(plan.code()).isZero();
        assertThat(plan.out()).contains("small: 8 cells").containsPattern("exact +8 +0 +0 +0");
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void anotherSweepsFolderIsAConflict() throws IOException {
        sweep("--set", "task_covariance=identity");
        Files.writeString(Path.of(file), YAML.replace("small", "other"));
        Result other = sweep();
        assertThat(other.code()).isEqualTo(ExitCode.CONFLICT);
        assertThat(other.err())
                .startsWith("icl: ")
                .contains("belongs to sweep 'small'")
                .hasLineCount(1);
    }

    @Test
    void badInputIsOneLineAndLeavesNoFolder() throws IOException {
        refused(sweep("--set", "lenght=3"), "did you mean 'length'");
        refused(sweep("--set", "length"), "Invalid --set: 'length' (must be axis=values");
        refused(sweep("--set", "length=3", "--set", "length=4"), "'length' comes twice");
        refused(sweep("--", "--mastr", "local[2]"), "Unknown Spark option: '--mastr' (did you mean '--master'?");
        refused(icl("sweep", folder.resolve("no.yaml").toString()), "no such file");
        refused(icl("sweep"), "Missing required parameter: 'SWEEP'");
        Files.writeString(Path.of(file), YAML + "seeed: 3\n");
        refused(sweep(), "small.yaml:11: ");
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void aFolderThatHoldsSomethingElseIsRefused() throws IOException {
        Files.createDirectory(Path.of(out));
        Files.createFile(Path.of(out, "thesis.tex"));
        refused(sweep(), "thesis.tex");
        refused(icl("plan", file, "--out", out), "thesis.tex");
    }

    @Test
    void queriesThatCannotBeAreRefused() {
        sweep("--set", "task_covariance=identity");
        refused(icl("query", out, "SELEKT 1"), "Invalid SQL");
        refused(icl("query", out, "SELECT nope FROM results"), "nope");
        refused(icl("query", out, "SELECT 1", "--format", "xml"), "--format");
        refused(icl("query", out, "@gaps"), "did you mean '@gap'");
        refused(icl("query", out), "Missing SQL");
        refused(icl("query"), "Missing DIR and SQL");
        refused(icl("query", folder.resolve("none").toString(), "SELECT 1"), "No results in");
        refused(icl("status", folder.resolve("none").toString()), "No results in");
    }

    @Test
    void queryListsWhatComesWithTheProgram() {
        Result list = icl("query", "--list");
        assertThat(list.code()).isZero();
        assertThat(list.out().lines()).hasSize(4).anyMatch(line -> line.matches("@gap +How far .*\\."));
    }

    @Test
    void aQuerySaysThatThereAreMoreRows() {
        sweep("--set", "task_covariance=identity");
        Result some =
                icl("query", out, "SELECT length FROM results ORDER BY length", "--limit", "3", "--format", "json");
        assertThat(some.code()).isZero();
        assertThat(some.out()).isEqualTo("[\n{\"length\":2},\n{\"length\":2},\n{\"length\":8}\n]\n");
        assertThat(some.err()).contains("more rows than the 3 printed");
    }

    @Test
    void trainingThatDivergesIsAFailureOfItsCell() throws IOException {
        Files.writeString(
                Path.of(file), YAML.replace("exact: {}", "trained: {learning_rate: 1e9, optimiser: sgd, restarts: 1}"));
        Result diverged = sweep("--set", "design=iid", "--set", "length=2", "--set", "task_covariance=identity");
        assertThat(diverged.code()).isEqualTo(ExitCode.SOME_FAILED);
        Result why = icl("query", out, "SELECT error FROM errors", "--format=csv");
        assertThat(why.out()).contains("All 1 restarts failed; the first: Diverged after ");
    }

    /** 200 cells in 20 lengths; those that are aligned and anisotropic, a half, have no closed form. */
    private static final String[] MANY = {
        "--set",
        "length={from: 1, to: 20, step: 1}",
        "--set",
        "noise_variance=[0.1, 0.2, 0.5, 1, 2]",
        "--set",
        "design=aligned"
    };

    private Result sweepMany(String... more) {
        return sweep(Stream.concat(Stream.of(MANY), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void tooManyFailuresStopTheRunAfterTheCanary() {
        Result stopped = sweepMany("--max-failures", "5");
        assertThat(stopped.code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
        assertThat(stopped.err())
                .contains(
                        "20 of 200 risks, ",
                        "icl: Stopped: 7 of 20 risks failed (--max-failures 5), most of them, 7, with: No closed form: ")
                .contains("FROM errors GROUP BY error")
                .hasLineCount(2);
        Result runs = icl("query", out, "SELECT planned, ok, failed, stopped FROM sweeps", "--format=csv");
        assertThat(runs.out()).isEqualTo("planned,ok,failed,stopped\n200,13,7,max_failures\n");
        Result spread = icl("query", out, "SELECT count(DISTINCT length) AS n FROM results", "--format=csv");
        assertThat(spread.out()).isEqualTo("n\n20\n");
    }

    @Test
    void theSameCommandGoesOnAndOldFailuresDoNotCount() {
        sweepMany("--max-failures", "5");
        Result again = sweepMany("--max-failures", "100");
        assertThat(again.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(again.out()).contains("180 risks to compute, 13 done before, 7 failed before", "100 cells failed");
        assertThat(again.err()).contains("180 of 180 risks");
        Result count =
                icl("query", out, "SELECT count(*) AS n, count(DISTINCT cell_id) AS m FROM results", "--format=csv");
        assertThat(count.out()).isEqualTo("n,m\n200,200\n");
    }

    @Test
    void aShareOfFailuresIsOfWhatIsDone() {
        assertThat(sweepMany("--max-failures", "49%").code()).isEqualTo(ExitCode.TOO_MANY_FAILURES);
        assertThat(sweepMany("--max-failures=60%").code()).isEqualTo(ExitCode.SOME_FAILED);
        refused(sweepMany("--max-failures", "some"), "Invalid --max-failures: 'some' (must be a number");
    }

    @Test
    void progressIsKeptInFiles() throws IOException {
        Path extra = folder.resolve("p.jsonl");
        sweep("--progress", extra.toString());
        List<Path> kept;
        try (Stream<Path> files = Files.list(Path.of(out, "_progress"))) {
            kept = files.toList();
        }
        assertThat(kept).hasSize(1);
        for (Path file : List.of(kept.get(0), extra)) {
            List<String> lines = Files.readAllLines(file);
            assertThat(Cli.json(lines.get(0))).containsEntry("state", "running").containsEntry("total", 8);
            assertThat(Cli.json(lines.get(lines.size() - 1)))
                    .containsEntry("state", "finished")
                    .containsEntry("sweep", "small")
                    .containsEntry(
                            "run_id", kept.get(0).getFileName().toString().replace(".jsonl", ""))
                    .containsEntry("done", 8)
                    .containsEntry("failed", 2);
        }
        refused(sweep("--progress", folder.resolve("none/p").toString()), "Cannot write --progress");
    }

    @Test
    void withoutTheVectorApiWhatDrawsSaysSoOnce() throws IOException {
        System.setProperty("icl.vector", "off");
        try {
            assertThat(sweep("--set", "design=iid").err()).doesNotContain("Vector API");
            Files.writeString(Path.of(file), YAML + "  monte_carlo: {relative_error: 0.1}\n");
            assertThat(sweep("--set", "design=iid").err()).containsOnlyOnce("icl: the Vector API is off: ");
            assertThat(sweep("--set", "design=iid").err()).as("nothing to do").isEmpty();
        } finally {
            System.clearProperty("icl.vector");
        }
        assertThat(sweep("--set", "design=iid", "--set", "dim=3").err())
                .contains("8 of 8 risks")
                .doesNotContain("Vector API");
    }

    private Result sweep(String... more) {
        String[] args = new String[more.length + 4];
        System.arraycopy(new String[] {"sweep", file, "--out", out}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return icl(args);
    }

    private static void refused(Result result, String problem) {
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("icl: ").contains(problem).hasLineCount(1);
    }

    @Test
    void aTimeLimitHasAUnit() {
        for (String timeout : List.of("30", "0s", "-1s", "1.5h", "s", "9999999999s")) {
            Result refused = sweep("--timeout=" + timeout);
            assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(refused.err())
                    .isEqualTo("icl: Invalid value for option '--timeout': '" + timeout
                            + "' (must be a whole number above 0 and ms, s, m or h, as in 30s, 10m or 2h); see icl sweep"
                            + " --help\n");
        }
        assertThat(sweep("--timeout=2h", "--set", "task_covariance=identity").code())
                .isZero();
    }
}
