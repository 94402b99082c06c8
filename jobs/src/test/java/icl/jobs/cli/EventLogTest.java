package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's own event log and metrics, asked for as with any Spark program; in a process of its own, since sessions are shared. */
class EventLogTest {
    private static final String YAML = """
            name: logged
            grid: {design: iid, dim: 4, length: [2, 4, 8], noise_variance: 1}
            measures: {exact: {}}
            """;

    @TempDir
    private Path folder;

    @Test
    void theEventLogNamesSweepAndBatchAndMetricsAreWritten() throws Exception {
        Path log = Files.createDirectory(folder.resolve("log"));
        Path metrics = Files.createDirectory(folder.resolve("metrics"));
        String printed = sweep(
                "spark.eventLog.enabled=true",
                "spark.eventLog.dir=" + log.toUri(),
                "spark.eventLog.rolling.enabled=false",
                "spark.eventLog.compress=false",
                "spark.metrics.conf.*.sink.csv.class=org.apache.spark.metrics.sink.CsvSink",
                "spark.metrics.conf.*.sink.csv.directory=" + metrics);
        assertThat(printed).contains("Results are in ");
        assertThat(jobs(log))
                .anySatisfy(job -> assertThat(job)
                        .contains("\"spark.job.description\":\"icl logged: batch 1 of 1, 3 risks\"")
                        .containsPattern("\"spark.job.tags\":\"[^\"]*" + runId()));
        try (Stream<Path> files = Files.list(metrics)) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".csv"));
        }
    }

    private String sweep(String... settings) throws Exception {
        Path file = Files.writeString(folder.resolve("logged.yaml"), YAML);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dicl.launcher=true",
                "-Dspark.master=local[2]",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "sweep",
                file.toString(),
                "--out=" + folder.resolve("out"),
                "--"));
        for (String setting : settings) {
            command.addAll(List.of("--conf", setting));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static List<String> jobs(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            Path only = files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(only).stream()
                    .filter(line -> line.contains("\"SparkListenerJobStart\""))
                    .toList();
        }
    }

    private String runId() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out/_progress"))) {
            return files.findFirst().orElseThrow().getFileName().toString().replace(".jsonl", "");
        }
    }
}
