package icl.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.commit.MeasureCost;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.TableFixture;
import icl.jobs.commit.TaskCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatReaderTest {
    @TempDir
    private Path temporary;

    private static TaskHeartbeat heartbeat(long done) {
        return new TaskHeartbeat(done, 1, new TaskCost(1.5, List.of(new MeasureCost("exact", done, 0.25, 1.25))));
    }

    private ResultRun run() {
        return TableFixture.at(temporary.resolve("table")).begin(TableFixture.provenance("small"));
    }

    @Test
    void tasksTellHowFarTheyAre() throws IOException {
        try (ResultRun run = run()) {
            HeartbeatReader heartbeats = new HeartbeatReader(run.staged());
            HeartbeatWriter task = new HeartbeatWriter(run.staging().open(), 2, 7);
            assertThat(heartbeats.of(2)).isEmpty();
            task.write(heartbeat(3));
            assertThat(heartbeats.of(2)).isEqualTo(Map.of(7, heartbeat(3)));
            task.write(heartbeat(10));
            assertThat(heartbeats.of(2)).isEqualTo(Map.of(7, heartbeat(10)));
            assertThat(heartbeats.of(1)).isEmpty();
        }
        assertThat(TableFixture.tree(temporary)).noneMatch(path -> path.contains("signals"));
    }

    @Test
    void attemptsOfOneTaskCountOnce() throws IOException {
        try (ResultRun run = run()) {
            new HeartbeatWriter(run.staging().open(), 0, 1).write(heartbeat(5));
            new HeartbeatWriter(run.staging().open(), 0, 1).write(heartbeat(2));
            new HeartbeatWriter(run.staging().open(), 0, 11).write(heartbeat(1));
            assertThat(new HeartbeatReader(run.staged()).of(0)).isEqualTo(Map.of(1, heartbeat(5), 11, heartbeat(1)));
        }
    }

    @Test
    void anIncompleteFileIsIgnored() throws IOException {
        try (ResultRun run = run()) {
            HeartbeatReader heartbeats = new HeartbeatReader(run.staged());
            new HeartbeatWriter(run.staging().open(), 0, 1).write(heartbeat(5));
            assertThat(heartbeats.of(0)).isEqualTo(Map.of(1, heartbeat(5)));
            Path file = temporary.resolve(TableFixture.tree(temporary).stream()
                    .filter(path -> path.contains("signals"))
                    .findFirst()
                    .orElseThrow());
            String whole = Files.readString(file);
            for (int length = 0; length < whole.length(); length++) {
                Files.writeString(file, whole.substring(0, length));
                assertThat(heartbeats.of(0)).as("first %d characters", length).isEqualTo(Map.of(1, heartbeat(5)));
                assertThat(new HeartbeatReader(run.staged()).of(0))
                        .as("first %d characters", length)
                        .isEmpty();
            }
        }
    }

    @Test
    void aBatchThatIsOverIsForgotten() throws IOException {
        try (ResultRun run = run()) {
            new HeartbeatWriter(run.staging().open(), 0, 1).write(heartbeat(5));
            new HeartbeatReader(run.staged()).forget(0);
            assertThat(new HeartbeatReader(run.staged()).of(0)).isEmpty();
            assertThat(TableFixture.tree(temporary)).noneMatch(path -> path.contains("signals"));
        }
    }

    @Test
    void tasksOfARunAreAskedToStop() throws IOException {
        try (ResultRun run = run()) {
            HeartbeatWriter task = new HeartbeatWriter(run.staging().open(), 0, 1);
            assertThat(task.isStopped()).isFalse();
            new HeartbeatReader(run.staged()).stop();
            assertThat(task.isStopped()).isTrue();
            new HeartbeatReader(run.staged()).stop();
            assertThat(new HeartbeatWriter(run.staging().open(), 3, 0).isStopped())
                    .isTrue();
        }
        try (ResultRun other = run()) {
            assertThat(new HeartbeatWriter(other.staging().open(), 0, 1).isStopped())
                    .isFalse();
        }
    }
}
