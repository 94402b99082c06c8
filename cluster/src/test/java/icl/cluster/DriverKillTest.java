package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.commit.ResultTable;
import icl.jobs.fault.Faults;
import icl.jobs.fault.Folders;
import icl.jobs.verification.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of a sweep is killed at random times and the same command run again, until the sweep is done. */
class DriverKillTest {
    private static final int SWEEPS = Faults.size(1, 20);

    /** In each sweep. */
    private static final int KILLS = Faults.size(6, 10);

    /** For each there are ten cells, each with two measures. */
    private static final int LENGTHS = Faults.size(100, 1000);

    private static final int CELLS = 10 * LENGTHS;
    private static final int ROWS = 2 * CELLS;

    /** Such that there are a dozen. */
    private static final double BATCH_SECONDS = 7e-7 * CELLS;

    private static final int MOST_BATCHES = 3;
    private static final int LONGEST_MILLIS = 200;

    /** For processes that live some seconds and leave their temporary files. */
    private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -Dicl.vector=off -Djava.io.tmpdir=";

    @TempDir
    private Path temporary;

    private final SplittableRandom random = new SplittableRandom(20241125);
    private final Instant end = Faults.end();
    private int kills;
    private int resumed;

    @Test
    void nothingIsLostOrDoubledAndEveryBitIsTheSame() throws Exception {
        Installation installation = Installation.in(temporary.resolve("icl"))
                .with("JDK_JAVA_OPTIONS", OPTIONS + Files.createDirectory(temporary.resolve("tmp")));
        int sweeps = 0;
        while (sweeps < SWEEPS && Instant.now().isBefore(end)) {
            Path file = write(++sweeps);
            TableDigest expected = calm(installation, file);
            assertThat(expected.rows()).isEqualTo(ROWS).isEqualTo(expected.keys());
            assertThat(disturbed(installation, file)).isEqualTo(expected);
        }
        assertThat(kills).isEqualTo(sweeps * KILLS);
        assertThat(resumed).as("kills that left a part").isPositive();
        Faults.report(
                "driver kill -9",
                kills + " kills over " + sweeps + " of " + SWEEPS + " sweeps of " + CELLS + " cells, " + resumed
                        + " left a part of the rows, 0 rows lost, 0 doubled, same bits");
    }

    private Path write(int seed) throws IOException {
        return Files.writeString(temporary.resolve("killed.yaml"), """
                name: killed
                seed: %d
                grid:
                  design: iid
                  dim: 2
                  length: {from: 1, to: %d, step: 1}
                  noise_variance: [0, 0.5, 1, 2, 4]
                  rank: [1, 2]
                measures:
                  exact: {}
                  trained: {steps: 2, restarts: 1, batch: 16}
                """.formatted(seed, LENGTHS));
    }

    private TableDigest calm(Installation installation, Path file) throws Exception {
        Path table = temporary.resolve("calm");
        await(start(installation, file, table));
        TableDigest digest = TableDigest.of(table);
        Folders.delete(table);
        return digest;
    }

    private TableDigest disturbed(Installation installation, Path file) throws Exception {
        Path table = temporary.resolve("disturbed");
        int left = KILLS;
        while (true) {
            Process icl = start(installation, file, table);
            if (left > 0 && isKilled(icl, table)) {
                left--;
                look(table);
            } else {
                await(icl);
                TableDigest digest = digest(table);
                Folders.delete(table);
                if (left == 0) {
                    return digest;
                }
            }
        }
    }

    private Process start(Installation installation, Path file, Path table) throws IOException {
        return installation.start(
                temporary.resolve("said.txt"),
                "./icl",
                "sweep",
                file.toString(),
                "--out",
                table.toString(),
                "--",
                "--master",
                "local[2]",
                "--conf",
                "spark.icl.batchSeconds=" + BATCH_SECONDS);
    }

    private void await(Process icl) throws Exception {
        assertThat(icl.waitFor())
                .as(Files.readString(temporary.resolve("said.txt")))
                .isZero();
    }

    /** Once it has begun and published as many batches as chance says, and some milliseconds later; not when it ends before. */
    private boolean isKilled(Process icl, Path table) throws Exception {
        long enough = published(table) + 1 + random.nextInt(MOST_BATCHES);
        while (published(table) < enough) {
            if (icl.waitFor(5, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        if (icl.waitFor(random.nextLong(LONGEST_MILLIS), TimeUnit.MILLISECONDS)) {
            return false;
        }
        icl.destroyForcibly().waitFor();
        kills++;
        return true;
    }

    /** Runs that have begun, and batches of results. */
    private static long published(Path table) throws IOException {
        return Folders.count(table.resolve("_staging")) + Folders.count(table.resolve("results"));
    }

    /** Whatever is there is whole. */
    private void look(Path table) throws IOException {
        TableDigest left = digest(table);
        resumed += left.rows() > 0 && left.rows() < ROWS ? 1 : 0;
    }

    private static TableDigest digest(Path table) throws IOException {
        ResultTable folder = ResultTable.at(table.toString(), new Configuration());
        if (folder.owner().isPresent()) { // it has come so far
            assertThat(Verification.of(folder).problems()).isEmpty();
        }
        TableDigest digest = TableDigest.of(table);
        assertThat(digest.keys()).isEqualTo(digest.rows());
        return digest;
    }
}
