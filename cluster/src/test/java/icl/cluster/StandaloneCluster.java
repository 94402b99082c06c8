package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code cluster/standalone up} started; closed by {@code down}. */
final class StandaloneCluster implements AutoCloseable {
    private final Installation installation;

    private StandaloneCluster(Installation installation) {
        this.installation = installation;
    }

    static StandaloneCluster up(Installation installation, String... options) throws IOException {
        String[] command = Stream.concat(Stream.of("cluster/standalone", "up"), Stream.of(options))
                .toArray(String[]::new);
        Installation.Result up = installation.run(command);
        assertThat(up.code()).as(up.said()).isZero();
        return new StandaloneCluster(installation);
    }

    /**
     * Another worker, which Spark takes for another machine: Spark tries no task twice on one. {@code down} stops it with the
     * others.
     */
    void addWorker(String host, int cores) throws Exception {
        Path home = installation.home().resolve("cluster/target/spark-home");
        Path log = state().resolve("worker-" + host + ".log");
        Process worker = installation
                .with("SPARK_HOME", home.toString())
                .with("SPARK_SCALA_VERSION", "2.13")
                .with("SPARK_LOCAL_IP", "127.0.0.1")
                .start(
                        log,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        home.resolve("conf") + ":" + home.resolve("jars/*"),
                        "-Xmx512m",
                        "-Dicl.standalone=" + state().resolve("worker-" + host),
                        "org.apache.spark.deploy.worker.Worker",
                        "--host",
                        host,
                        "--cores",
                        Integer.toString(cores),
                        "--memory",
                        "1g",
                        "--work-dir",
                        state().resolve("work").toString(),
                        master());
        while (!Files.readString(log).contains("Successfully registered with master")) {
            assertThat(worker.waitFor(50, TimeUnit.MILLISECONDS))
                    .as(Files.readString(log))
                    .isFalse();
        }
    }

    String master() throws IOException {
        return Files.readString(state().resolve("url")).strip();
    }

    /** The workers that are alive. */
    List<ProcessHandle> workers() throws IOException {
        try (Stream<Path> files = Files.list(state())) {
            return files.filter(file -> file.getFileName().toString().matches("worker-\\d+\\.pid"))
                    .sorted()
                    .map(StandaloneCluster::id)
                    .flatMap(id -> ProcessHandle.of(id).stream())
                    .filter(ProcessHandle::isAlive)
                    .toList();
        }
    }

    /** The executors that are alive. */
    List<ProcessHandle> executors() throws IOException {
        return workers().stream().flatMap(ProcessHandle::children).toList();
    }

    private Path state() {
        return installation.home().resolve("cluster/target/standalone");
    }

    private static long id(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Installation.Result down = installation.run("cluster/standalone", "down");
        assertThat(down.code()).as(down.said()).isZero();
    }
}
