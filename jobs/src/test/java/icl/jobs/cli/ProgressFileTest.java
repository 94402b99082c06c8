package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.progress.ProgressListener.Phase;
import icl.jobs.progress.ProgressListener.State;
import icl.jobs.schema.Program;
import icl.jobs.schema.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressFileTest {
    private static final Run RUN = new Run("run-1", "small", 1, 1, Program.here());

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ProgressFile into(Path file) {
        ProgressFile progress = new ProgressFile(
                run -> Optional.of(file),
                new PrintStream(err, true, UTF_8),
                () -> Instant.parse("2024-07-13T10:15:00Z"));
        progress.begin(RUN);
        return progress;
    }

    private static State running(long done, double seconds) {
        return new State(Phase.RUNNING, done, 1, 100, seconds, 100 - seconds);
    }

    @Test
    void aLineSaysHowFarTheRunIs() throws IOException {
        Path file = folder.resolve("new/p.jsonl");
        into(file).update(new State(Phase.RUNNING, 25, 2, 100, 10, 30.0004));
        assertThat(Files.readString(file))
                .isEqualTo("{\"time\":\"2024-07-13T10:15:00Z\",\"run_id\":\"run-1\",\"sweep\":\"small\",\"done\":25,"
                        + "\"failed\":2,\"total\":100,\"rate\":2.5,\"seconds\":10,\"seconds_left\":30,"
                        + "\"state\":\"running\"}\n");
    }

    @Test
    void thereIsOneLineASecondWhileSomethingChanges() throws IOException {
        Path file = folder.resolve("p.jsonl");
        ProgressFile progress = into(file);
        for (int i = 0; i <= 20; i++) {
            progress.update(running(i, i / 4.0)); // 0 to 5 s
        }
        for (int i = 1; i <= 100; i++) {
            progress.update(running(20, 5 + i / 4.0)); // 5 to 30 s, within one long cell
        }
        progress.update(new State(Phase.FINISHED, 20, 1, 100, 30.1, 0));
        List<String> seconds = Files.readAllLines(file).stream()
                .map(line -> Cli.json(line).get("seconds").toString())
                .toList();
        assertThat(seconds).containsExactly("0", "1", "2", "3", "4", "5", "15", "25", "30.1");
    }

    @Test
    void halfALineOfAKilledRunIsDropped() throws IOException {
        Path file = folder.resolve("p.jsonl");
        Files.writeString(file, "{\"done\":1}\n{\"do");
        into(file).update(running(7, 1));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2).startsWith("{\"done\":1}");
        assertThat(Cli.json(lines.get(1))).containsEntry("run_id", "run-1");
        Files.writeString(file, "half");
        into(file);
        assertThat(file).isEmptyFile();
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBefore() {
        assertThatThrownBy(() -> ProgressFile.writable(folder.resolve("none/p.jsonl")))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Cannot write --progress ");
    }

    @Test
    void aFileThatFailsLaterIsSaidOnceAndNoMore() throws IOException {
        Path file = Files.createDirectory(folder.resolve("folder"));
        ProgressFile progress = into(file);
        progress.update(running(1, 1));
        progress.update(running(2, 3));
        assertThat(err.toString(UTF_8))
                .startsWith("icl: Cannot write progress to " + file)
                .contains("(the sweep goes on)")
                .hasLineCount(1);
    }
}
