package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.fault.Faults;
import icl.jobs.fault.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark starts a second attempt of every task that takes more than an instant. */
class SpeculationTest {
    private static final int DUPLICATES = Faults.size(1, 1000);
    private static final int STEPS = Faults.size(100, 600);

    /** Such that there are ten tasks, or a hundred that take a tenth of a second. */
    private static final double BATCH_SECONDS = Faults.areLong() ? 0.008 : 0.015;

    private static final List<String> SPECULATION = List.of(
            "spark.speculation=true",
            "spark.speculation.interval=10ms",
            "spark.speculation.minTaskRuntime=10ms",
            "spark.speculation.task.duration.threshold=10ms",
            "spark.icl.tasks=1",
            "spark.icl.batchSeconds=" + BATCH_SECONDS,
            "spark.eventLog.enabled=true",
            "spark.eventLog.compress=false",
            "spark.eventLog.rolling.enabled=false");

    @TempDir
    private Path temporary;

    private final Instant end = Faults.end();
    private long duplicates;
    private int sweeps;

    @Test
    void noRowIsDoubledAndEveryBitIsTheSame() throws Exception {
        Installation installation = Installation.in(temporary.resolve("icl"));
        try (StandaloneCluster cluster = StandaloneCluster.up(installation, "--workers=1", "--cores=2")) {
            cluster.addWorker("localhost", 2);
            while (duplicates < DUPLICATES && Instant.now().isBefore(end)) {
                Path file = Sweeps.write(temporary.resolve("faults.yaml"), ++sweeps, STEPS);
                TableDigest expected = digest(installation, file, List.of("--master", "local[2]"));
                assertThat(expected.rows()).isEqualTo(Sweeps.ROWS).isEqualTo(expected.keys());
                Path log = Files.createDirectory(temporary.resolve("log-" + sweeps));
                assertThat(digest(installation, file, speculative(cluster.master(), log)))
                        .isEqualTo(expected);
                assertThat(started(log)).isPositive();
                duplicates += started(log);
            }
        }
        Faults.report(
                "speculation",
                duplicates + " second attempts over " + sweeps + " sweeps of " + Sweeps.ROWS
                        + " rows, 0 rows doubled, 0 lost, same bits");
    }

    private static List<String> speculative(String master, Path log) {
        List<String> options = new ArrayList<>(List.of("--master", master));
        SPECULATION.forEach(setting -> options.addAll(List.of("--conf", setting)));
        options.addAll(List.of("--conf", "spark.eventLog.dir=" + log.toUri()));
        return options;
    }

    private TableDigest digest(Installation installation, Path file, List<String> options) throws IOException {
        Path table = temporary.resolve("table");
        List<String> command = new ArrayList<>(List.of("cluster/submit"));
        command.addAll(options);
        command.addAll(List.of("--", "sweep", file.toString(), "--out", table.toString()));
        Installation.Result sweep = installation.run(command.toArray(String[]::new));
        assertThat(sweep.code()).as(sweep.said()).isZero();
        TableDigest digest = TableDigest.of(table);
        Folders.delete(table);
        return digest;
    }

    /** Second attempts that an event log tells of. */
    private static long started(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            Path events = files.findFirst().orElseThrow();
            try (Stream<String> lines = Files.lines(events)) {
                return lines.filter(line -> line.contains("\"SparkListenerTaskStart\""))
                        .filter(line -> line.contains("\"Speculative\":true"))
                        .count();
            }
        }
    }
}
