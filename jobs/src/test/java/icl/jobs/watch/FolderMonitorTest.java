package icl.jobs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.commit.Compaction;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.storage.StoreFiles;
import icl.jobs.watch.FolderStatus.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMonitorTest {
    private static final String LINE = "{\"time\":\"2024-07-13T10:15:00Z\",\"run_id\":\"RUN\",\"sweep\":\"small\","
            + "\"done\":%d,\"failed\":2,\"total\":400,\"rate\":600,\"seconds\":2,\"seconds_left\":4.7,\"state\":\"%s\"}%n";

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2024-07-13T10:15:03Z");
    private ResultTable table;
    private FolderMonitor monitor;

    @BeforeEach
    void watch() {
        table = TableFixture.at(folder.resolve("table"));
        monitor = new FolderMonitor(table, () -> now);
    }

    /** A look some seconds later. */
    private FolderStatus look() {
        now = now.plusSeconds(10);
        return monitor.status();
    }

    private void tell(String runId, long done, String state) throws IOException {
        Path file = table.progress(runId).orElseThrow();
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                LINE.formatted(done, state).replace("RUN", runId),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Test
    void aFolderThatIsNoTableYetHasNoRun() {
        FolderStatus status = look();
        assertThat(status.run()).isNull();
        assertThat(status.sweep()).isNull();
        assertThat(status.problem()).isNull();
        assertThat(folder.resolve("table")).doesNotExist();
    }

    @Test
    void aRunIsFollowedFromItsStartToItsEnd() throws IOException {
        String id;
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            id = run.run().id();
            assertThat(look().run()).isEqualTo(new RunStatus(id, "starting", null, 0));
            tell(id, 100, "running");
            tell(id, 120, "running");
            FolderStatus status = look();
            assertThat(status.sweep()).isEqualTo("small");
            assertThat(status.live()).isEqualTo(1);
            assertThat(status.run().state()).isEqualTo("running");
            assertThat(status.run().secondsAgo()).isEqualTo(23);
            assertThat(status.run().told().done()).isEqualTo(120);
            assertThat(status.run().told().secondsLeft()).isEqualTo(4.7);
            tell(id, 400, "finished");
            assertThat(look().run().state()).isEqualTo("finished");
        }
        assertThat(look().live()).isZero();
        assertThat(look().run().runId()).isEqualTo(id);
        assertThat(look().run().state()).isEqualTo("finished");
    }

    @Test
    void whereNoProgressIsKeptWhatIsPublishedSaysIt() throws IOException {
        ResultTable store = StoreFiles.at(folder.resolve("store"));
        now = TableFixture.START.plusSeconds(10);
        monitor = new FolderMonitor(store, () -> now);
        try (ResultRun run = store.begin(TableFixture.provenance("small"))) {
            ProgressRecord none = look().run().told();
            assertThat(none.done()).isZero();
            assertThat(none.total()).isEqualTo(4);
            run.publish(List.of(TableFixture.stage(run, TableFixture.ok(3, 1), TableFixture.failed(5, "no form"))));
            FolderStatus status = look();
            assertThat(status.run().state()).isEqualTo("running");
            assertThat(status.run().told())
                    .isEqualTo(new ProgressRecord(
                            now.toString(), run.run().id(), "small", 2, 1, 4, 2 / 30.0, 30, 30, "running"));
        }
        assertThat(look().run()).isNull();
    }

    @Test
    void aRunThatEndedWithoutALastWordWasKilled() throws IOException {
        TableFixture.publish(table, "small", TableFixture.ok(3, 1));
        tell("20240713T101500000Z-000000000000", 5, "finished");
        tell("20240713T101500001Z-000000000000", 7, "running");
        FolderStatus status = look();
        assertThat(status.run().state()).isEqualTo("killed");
        assertThat(status.run().told().done()).isEqualTo(7);
    }

    @Test
    void oneUnderWayComesBeforeAnEarlierAndALaterOne() throws IOException {
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            tell("10000101T000000000Z-000000000000", 5, "finished");
            tell("99990101T000000000Z-000000000000", 5, "finished");
            assertThat(look().run().runId()).isEqualTo(run.run().id());
        }
    }

    @Test
    void whatIsNoProgressSaysNothing() throws IOException {
        TableFixture.publish(table, "small", TableFixture.ok(3, 1));
        Path file = table.progress("20240713T101500000Z-000000000000").orElseThrow();
        Files.createDirectories(file.getParent());
        for (String text : List.of(
                "",
                "half",
                "null\n",
                "[]\n",
                "{}\n",
                LINE.replace("%d", "\"x\""),
                LINE.formatted(1, "running").strip())) {
            Files.writeString(file, text);
            assertThat(look().run().told()).as(text).isNull();
        }
        Files.writeString(file, "x".repeat(100_000) + "\n" + LINE.formatted(9, "finished"));
        assertThat(look().run().told().done()).as("after much else").isEqualTo(9);
    }

    @Test
    void resultsAreReadAsTheyArePublished() throws IOException {
        assertThat(monitor.curves().settings()).isEmpty();
        TableFixture.publish(table, "small", TableFixture.ok(3, 1), TableFixture.ok(5, 0.5));
        FolderStatus first = look();
        assertThat(first.rows()).isEqualTo(2);
        assertThat(first.failures()).isEmpty();
        TableFixture.publish(table, "small", TableFixture.trained(5, 0.75, 0.1), TableFixture.failed(7, "no form"));
        FolderStatus second = look();
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(second.rows()).isEqualTo(4);
        assertThat(second.failures()).containsExactly(new Failures.Kind("exception", 1, "no form"));
        assertThat(look().version()).as("nothing new").isEqualTo(second.version());
        assertThat(monitor.curves().axis()).isEqualTo("length");
        assertThat(monitor.curves().settings().stream().flatMap(setting -> setting.curves().stream()))
                .extracting(Curves.Curve::measure)
                .containsExactlyInAnyOrder("exact", "exact", "trained");
    }

    @Test
    void looksAreNotMoreOftenThanEveryTwoSeconds() throws IOException {
        look();
        TableFixture.publish(table, "small", TableFixture.ok(3, 1));
        assertThat(monitor.status().rows()).isZero();
        now = now.plusSeconds(2);
        assertThat(monitor.status().rows()).isEqualTo(1);
    }

    @Test
    void aDamagedFileIsAProblemThatIsSaidAndTheRestGoesOn() throws IOException {
        TableFixture.publish(table, "small", TableFixture.ok(3, 1));
        assertThat(look().rows()).isEqualTo(1);
        List<String> before = TableFixture.tree(folder);
        TableFixture.publish(table, "small", TableFixture.ok(4, 1));
        Path last = TableFixture.tree(folder).stream()
                .filter(file -> file.contains("/results/") && file.endsWith(".parquet") && !before.contains(file))
                .map(folder::resolve)
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(last);
        Files.write(last, new byte[0]);
        FolderStatus damaged = look();
        assertThat(damaged.problem()).contains(".parquet", "0 bytes");
        assertThat(damaged.sweep()).isEqualTo("small");
        assertThat(damaged.rows()).isEqualTo(1);
        Files.write(last, bytes);
        assertThat(look().rows()).isEqualTo(2);
        assertThat(look().problem()).isNull();
    }

    @Test
    void aCompactionBeginsItAnew() throws IOException {
        TableFixture.publish(table, "small", TableFixture.ok(3, 1), TableFixture.failed(5, "no form"));
        TableFixture.publish(table, "small", TableFixture.ok(4, 1));
        FolderStatus before = look();
        Compaction.of(table);
        FolderStatus after = look();
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.rows()).isEqualTo(3);
        assertThat(after.failures()).isEqualTo(before.failures());
    }
}
