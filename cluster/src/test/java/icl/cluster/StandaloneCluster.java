package icl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
