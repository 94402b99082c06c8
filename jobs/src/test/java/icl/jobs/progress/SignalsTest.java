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

class SignalsTest {
    @TempDir
    private Path temporary;

    private static Signal signal(long done) {
        return new Signal(done, 1, new TaskCost(1.5, List.of(new MeasureCost("exact", done, 0.25, 1.25))));
    }

    private ResultRun run() {
        return TableFixture.at(temporary.resolve("table")).begin(TableFixture.provenance("small"));
    }

    @Test
    void tasksTellHowFarTheyAre() throws IOException {
        try (ResultRun run = run()) {
            Signals signals = new Signals(run.staged());
            SignalWriter task = new SignalWriter(run.staging().open(), 2, 7);
            assertThat(signals.of(2)).isEmpty();
            task.tell(signal(3));
            assertThat(signals.of(2)).isEqualTo(Map.of(7, signal(3)));
            task.tell(signal(10));
            assertThat(signals.of(2)).isEqualTo(Map.of(7, signal(10)));
            assertThat(signals.of(1)).isEmpty();
        }
        assertThat(TableFixture.tree(temporary)).noneMatch(path -> path.contains("signals"));
    }

    @Test
    void attemptsOfOneTaskCountOnce() throws IOException {
        try (ResultRun run = run()) {
            new SignalWriter(run.staging().open(), 0, 1).tell(signal(5));
            new SignalWriter(run.staging().open(), 0, 1).tell(signal(2));
            new SignalWriter(run.staging().open(), 0, 11).tell(signal(1));
            assertThat(new Signals(run.staged()).of(0)).isEqualTo(Map.of(1, signal(5), 11, signal(1)));
        }
    }

    @Test
    void halfASignalIsPassedOver() throws IOException {
        try (ResultRun run = run()) {
            Signals signals = new Signals(run.staged());
            new SignalWriter(run.staging().open(), 0, 1).tell(signal(5));
            assertThat(signals.of(0)).isEqualTo(Map.of(1, signal(5)));
            Path file = temporary.resolve(TableFixture.tree(temporary).stream()
                    .filter(path -> path.contains("signals"))
                    .findFirst()
                    .orElseThrow());
            String whole = Files.readString(file);
            for (int length = 0; length < whole.length(); length++) {
                Files.writeString(file, whole.substring(0, length));
                assertThat(signals.of(0)).as("first %d characters", length).isEqualTo(Map.of(1, signal(5)));
                assertThat(new Signals(run.staged()).of(0))
                        .as("first %d characters", length)
                        .isEmpty();
            }
        }
    }

    @Test
    void aBatchThatIsOverIsForgotten() throws IOException {
        try (ResultRun run = run()) {
            new SignalWriter(run.staging().open(), 0, 1).tell(signal(5));
            new Signals(run.staged()).forget(0);
            assertThat(new Signals(run.staged()).of(0)).isEmpty();
            assertThat(TableFixture.tree(temporary)).noneMatch(path -> path.contains("signals"));
        }
    }

    @Test
    void tasksOfARunAreAskedToStop() throws IOException {
        try (ResultRun run = run()) {
            SignalWriter task = new SignalWriter(run.staging().open(), 0, 1);
            assertThat(task.isStopped()).isFalse();
            new Signals(run.staged()).stop();
            assertThat(task.isStopped()).isTrue();
            new Signals(run.staged()).stop();
            assertThat(new SignalWriter(run.staging().open(), 3, 0).isStopped()).isTrue();
        }
        try (ResultRun other = run()) {
            assertThat(new SignalWriter(other.staging().open(), 0, 1).isStopped())
                    .isFalse();
        }
    }
}
