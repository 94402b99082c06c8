package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.fault.Faults;
import icl.jobs.fault.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executors, and in the end a worker, are killed while a sweep runs on a cluster with authentication and encryption; the
 * same command runs until it succeeds.
 */
class ExecutorKillTest {
    private static final int SWEEPS = Faults.size(1, 10);

    /** In each sweep, the last of them a worker. */
    private static final int KILLS = Faults.size(2, 10);

    private static final int STEPS = Faults.size(100, 1000);

    @TempDir
    private Path temporary;

    private final SplittableRandom random = new SplittableRandom(20241125);
    private final Instant end = Faults.end();
    private int kills;
    private int workers;
    private int submits;

    @Test
    void nothingIsLostOrDoubledAndEveryBitIsTheSame() throws Exception {
        Installation installation = Installation.in(temporary.resolve("icl"));
        int sweeps = 0;
        while (sweeps < SWEEPS && Instant.now().isBefore(end)) {
            Path file = Sweeps.write(temporary.resolve("faults.yaml"), ++sweeps, STEPS);
            TableDigest expected = calm(installation, file, temporary.resolve("calm-" + sweeps));
            assertThat(expected.rows()).isEqualTo(Sweeps.ROWS).isEqualTo(expected.keys());
            assertThat(disturbed(installation, file, sweeps)).isEqualTo(expected);
        }
        assertThat(kills).isEqualTo(sweeps * KILLS);
        Faults.report(
                "executor kill -9",
                kills + " kills, " + workers + " of them of a worker, over " + sweeps + " of " + SWEEPS + " sweeps of "
                        + Sweeps.ROWS + " rows, " + (submits - sweeps)
                        + " times run again, 0 rows lost, 0 doubled, same bits");
    }

    private static TableDigest calm(Installation installation, Path file, Path table) throws Exception {
        Installation.Result sweep = installation.run(
                "cluster/submit", "--master", "local[2]", "--", "sweep", file.toString(), "--out", table.toString());
        assertThat(sweep.code()).as(sweep.said()).isZero();
        return TableDigest.of(table);
    }

    private TableDigest disturbed(Installation installation, Path file, int sweep) throws Exception {
        Path secure = secure(temporary.resolve("secure-" + sweep + ".conf"));
        Path table = temporary.resolve("disturbed-" + sweep);
        try (StandaloneCluster cluster = StandaloneCluster.up(installation, "--properties-file", secure.toString())) {
            int left = KILLS;
            while (true) {
                Path said = temporary.resolve("said.txt");
                Process submit = installation.start(said, command(secure, file, table));
                submits++;
                left -= killSome(cluster, submit, left);
                TableDigest found = TableDigest.of(table);
                assertThat(found.keys()).isEqualTo(found.rows());
                if (submit.exitValue() == 0 && left == 0) {
                    return found;
                }
                if (submit.exitValue() == 0) { // it was too quick: begin anew
                    Folders.delete(table);
                }
                assertThat(submits).as(Files.readString(said)).isLessThan(10 * SWEEPS);
            }
        }
    }

    private static String[] command(Path secure, Path file, Path table) {
        return List.of(
                        "cluster/submit",
                        "--properties-file",
                        secure.toString(),
                        "--conf",
                        "spark.icl.batchSeconds=1",
                        "--",
                        "sweep",
                        file.toString(),
                        "--out",
                        table.toString())
                .toArray(String[]::new);
    }

    /** Kills until the command has ended or enough were killed, and waits for its end: how many. */
    private int killSome(StandaloneCluster cluster, Process submit, int most) throws Exception {
        int killed = 0;
        while (submit.isAlive()) {
            List<ProcessHandle> executors = cluster.executors();
            submit.waitFor(random.nextLong(1000, 4000), TimeUnit.MILLISECONDS);
            if (submit.isAlive() && killed < most && !executors.isEmpty()) {
                boolean isLast = killed == most - 1;
                List<ProcessHandle> victims = isLast ? cluster.workers() : executors;
                if (victims.get(random.nextInt(victims.size())).destroyForcibly()) {
                    killed++;
                    kills++;
                    workers += isLast ? 1 : 0;
                }
            }
        }
        return killed;
    }

    /** The example, with a secret and without what needs certificates or other machines. */
    private static Path secure(Path file) throws IOException {
        String example = Files.readString(Path.of("secure.conf"));
        return Files.writeString(file, example + "\nspark.authenticate.secret a-secret-of-this-test\n");
    }
}
