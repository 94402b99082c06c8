package icl.jobs.servers;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.fault.Faults;
import icl.jobs.fault.Folders;
import icl.jobs.servers.IclProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands do on whatever file system. */
abstract class CommandsContract {
    /** A line of a log, or a stack trace. */
    static final String LOGGED = "\\d (WARN|ERROR) [A-Z]|Exception|\\sat [a-z]+\\.";

    /** Of the sweep that is killed: each has two rows. */
    private static final int CELLS = 60;

    private static final int KILLS = Faults.size(1, 8);

    private static final String ROWS =
            "SELECT cell_id, measure, measure_id, status, risk, standard_error, lower, upper, prompts, restarts"
                    + " FROM results ORDER BY cell_id, measure, measure_id";

    private static String expected;

    @TempDir
    Path scratch;

    abstract Place place();

    /** All that is done with a results folder in its life: the rows are the same everywhere, and stay the same. */
    @Test
    void everyCommandWorksAndTheRowsAreTheSameEverywhere() throws IOException {
        String folder = place().folder("life");
        String sweep = stages().toString();
        try (IclSession icl = IclSession.start(place(), scratch)) {
            Result failed = icl.run("sweep", sweep, "--out", folder, "--timeout", "1ms", "--set", "length=[1]");
            assertThat(failed.code()).as(failed.err()).isEqualTo(3);
            ok(icl.run("retry", folder));
            ok(icl.run("sweep", sweep, "--out", folder));
            assertThat(ok(icl.run("status", folder))).containsPattern("exact +\\w+ +" + CELLS + " +0");
            assertThat(ok(icl.run("verify", folder))).endsWith("All is well\n");
            assertThat(digest(icl, folder)).isEqualTo(expected());
            assertThat(ok(icl.run("compact", folder))).contains("results: ");
            assertThat(ok(icl.run("verify", folder))).endsWith("All is well\n");
            assertThat(digest(icl, folder)).isEqualTo(expected());
            assertThat(ok(icl.run("vacuum", folder))).contains("Removed ");
            assertThat(digest(icl, folder)).isEqualTo(expected());
            assertThat(ok(icl.run("sweep", sweep, "--out", folder))).contains("nothing to do");
            assertThat(ok(icl.run("verify", folder))).endsWith("All is well\n");
            if (Faults.areLong()) {
                assertFigures(icl, folder);
            }
        }
    }

    private void assertFigures(IclSession icl, String folder) throws IOException {
        Path figure = scratch.resolve("figure.svg");
        ok(icl.run("figure", "iid-length", folder, "--out", figure.toString()));
        assertThat(figure).isNotEmptyFile();
        Path report = scratch.resolve("report.html");
        ok(icl.run("report", folder, "--out", report.toString()));
        assertThat(report).isNotEmptyFile();
    }

    /**
     * A run is killed once it has published so many batches, and the same command again. Of two that begin at once one computes
     * and the other says so, or finds that nothing is left. Each command is a process of its own, as a user starts it.
     */
    @Test
    void aSweepThatIsKilledIsResumedByOneOfTwoToTheSameRows() throws Exception {
        String folder = place().folder("killed");
        int killed = 0;
        for (int batches = 1; batches <= KILLS; batches++) {
            killed += isKilledAfter(folder, batches) ? 1 : 0;
            Result verify = icl("verify", folder);
            assertThat(verify.out()).as(verify.err()).endsWith("All is well\n");
            assertThat(verify.err()).isEmpty();
        }
        assertThat(killed).isPositive();
        Thread.sleep(place().leaseMillis());
        try (IclProcess one = start(folder);
                IclProcess other = start(folder)) {
            Result first = one.end();
            Result second = other.end();
            assertThat(List.of(first.code(), second.code()))
                    .as(first.err() + second.err())
                    .contains(0)
                    .isSubsetOf(0, 5);
            assertThat(first.err() + second.err()).doesNotContainPattern(LOGGED);
        }
        Result status = icl("status", folder);
        assertThat(ok(status)).contains("sweep stages").containsPattern("exact +\\w+ +" + CELLS + " +0");
        assertThat(status.err()).isEmpty();
        Result query = icl("query", folder, ROWS, "--format", "csv");
        assertThat(ok(query)).isEqualTo(expected());
        assertThat(query.err()).isEmpty();
        Faults.report(
                "kill -9 on " + folder.replaceFirst(":.*", ""),
                killed + " of " + KILLS + " kills left a part, 0 of " + 2 * CELLS
                        + " rows lost, 0 doubled, same digits as on local files");
    }

    private boolean isKilledAfter(String folder, int batches) throws Exception {
        long before = place().batches("killed");
        try (IclProcess run = start(folder)) {
            while (run.isAlive() && place().batches("killed") < before + batches) {
                Thread.sleep(20);
            }
            return run.isAlive(); // what is closed alive is killed
        }
    }

    private IclProcess start(String folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sweep", stages().toString(), "--out", folder, "--", "--conf", "spark.icl.batchSeconds=0.0002"));
        return IclProcess.start(place(), scratch, command.toArray(String[]::new));
    }

    private static String ok(Result result) {
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        return result.out();
    }

    /** The rows without what differs between runs and machines. */
    private static String digest(IclSession icl, String folder) throws IOException {
        return ok(icl.run("query", folder, ROWS, "--format", "csv"));
    }

    /** The rows of an undisturbed run on local files. */
    private static String expected() throws IOException {
        synchronized (CommandsContract.class) {
            if (expected == null) {
                Path folder = Files.createTempDirectory("expected");
                try (IclSession icl = IclSession.start(new LocalPlace(folder), folder)) {
                    String name = folder.resolve("calm").toString();
                    ok(icl.run("sweep", write(folder).toString(), "--out", name));
                    expected = digest(icl, name);
                } finally {
                    Folders.delete(folder);
                }
                assertThat(expected).hasLineCount(1 + 2 * CELLS);
            }
            return expected;
        }
    }

    private Path stages() throws IOException {
        return write(scratch);
    }

    private static Path write(Path folder) throws IOException {
        return Files.writeString(folder.resolve("stages.yaml"), """
                name: stages
                seed: 7
                grid:
                  design: iid
                  dim: 2
                  length: {from: 1, to: 30, step: 1}
                  noise_variance: [0, 0.5]
                measures:
                  exact: {}
                  trained: {steps: 2, restarts: 1, batch: 16}
                """);
    }

    Result icl(String... command) throws IOException {
        return IclProcess.run(place(), scratch, command);
    }
}
