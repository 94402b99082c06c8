package icl.jobs.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.schema.Table;
import icl.jobs.storage.ChecksummedJson;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.Folder;
import icl.jobs.storage.Lease;
import icl.jobs.storage.MovingFiles;
import icl.jobs.verification.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generations: the same rows in fewer files, whatever happens on the way. */
class CompactionTest {
    @TempDir
    Path temporary;

    private ResultTable table() {
        return TableFixture.at(temporary.resolve("table"));
    }

    private void publishThree() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(7, 1), TableFixture.trained(3, 0.5, 0));
        TableFixture.publish(table(), "small", TableFixture.ok(5, -0.0), TableFixture.failed(4, "no form"));
        TableFixture.publish(table(), "small", TableFixture.trained(6, 1.0 / 3, 0.1), TableFixture.ok(3, 0.1 + 0.2));
    }

    /** All rows of all tables as texts, sorted. */
    private static List<String> rows(ResultTable table) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Table of : Table.values()) {
            for (DataFile file : table.dataFiles(of)) {
                Merge.read(file, of.columns(), row -> rows.add(of + java.util.Arrays.toString(row)));
            }
        }
        return rows.stream().sorted().collect(Collectors.toList());
    }

    private List<String> tree() throws IOException {
        return TableFixture.tree(temporary.resolve("table"));
    }

    @Test
    void theRowsAreTheSameInOneFileATable() throws IOException {
        publishThree();
        List<String> before = rows(table());
        assertThat(before).hasSize(3 + 3 + 6 + 6 + 4);
        List<Compaction.Merged> merged = Compaction.of(table());
        assertThat(merged).extracting(Compaction.Merged::table).containsExactly(Table.values());
        assertThat(merged).extracting(Compaction.Merged::merged).containsOnly(1);
        assertThat(merged).extracting(Compaction.Merged::files).containsExactly(3, 3, 3, 2, 2);
        assertThat(rows(table())).isEqualTo(before);
        assertThat(table().files(Table.RESULTS)).hasSize(1);
        assertThat(Verification.of(table()).problems()).isEmpty();
        assertThat(tree())
                .filteredOn(path -> path.startsWith("_generations/1/"))
                .hasSize(2 * 13);
        assertThat(tree()).noneMatch(path -> path.contains("_staging") || path.contains("_compacting"));
    }

    @Test
    void whatTasksTookAndAttemptsAreKept() throws IOException {
        TaskCost cost = new TaskCost(1.5, List.of(new MeasureCost("exact", 1, 0.25, 0.125)));
        for (int attempt = 1; attempt <= 2; attempt++) {
            try (ResultRun run = table().begin(TableFixture.provenance("small"))) {
                Staged one = TableFixture.stage(run, TableFixture.ok(2 + attempt, 1));
                run.publish(List.of(new Staged(one.files(), cost, attempt)));
            }
        }
        Compaction.of(table());
        assertThat(table().taskCosts()).containsExactly(cost, cost);
        assertThat(table().maxAttempt()).isEqualTo(2);
    }

    @Test
    void generationsFollowOneAnother() throws IOException {
        publishThree();
        Compaction.of(table());
        assertThat(Compaction.of(table())).isEmpty();
        TableFixture.publish(table(), "small", TableFixture.ok(9, 1));
        List<String> before = rows(table());
        assertThat(Compaction.of(table())).hasSize(3);
        assertThat(rows(table())).isEqualTo(before);
        assertThat(Verification.of(table()).problems()).isEmpty();
        assertThat(Vacuum.of(table()))
                .extracting(Vacuum.Removed::place)
                .containsExactly("_generations/1", "_generations/2");
        assertThat(rows(table())).isEqualTo(before);
        assertThat(tree()).noneMatch(path -> path.startsWith("_g") || path.startsWith("_s"));
    }

    @Test
    void aRunUnderWayIsAConflict() throws IOException {
        publishThree();
        try (ResultRun run = table().begin(TableFixture.provenance("small"))) {
            String id = run.run().id();
            assertThatThrownBy(() -> Compaction.of(table()))
                    .isInstanceOf(Conflict.class)
                    .hasMessage("Cannot compact " + table().name() + ": run " + id + " is under way");
            assertThat(tree()).noneMatch(path -> path.contains("compact"));
            run.publish(List.of(TableFixture.stage(run, TableFixture.ok(8, 1))));
        }
        Compaction.of(table());
    }

    @Test
    void aTableThatIsBeingCompactedTakesNoRun() throws IOException {
        publishThree();
        String id = Compaction.PREFIX + "x";
        Folder fresh = table().newStaging(id);
        try (Lease lease = Lease.in(fresh)) {
            lease.require();
            table().folder()
                    .in(CompactionLog.FILE)
                    .putIfAbsent(ChecksummedJson.write(new CompactionLog(2, id, 1, List.of("results"))), fresh);
            assertThatThrownBy(() -> table().begin(TableFixture.provenance("small")))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("icl compact is at work there");
            assertThatThrownBy(() -> Compaction.of(table())).isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> Vacuum.of(table())).isInstanceOf(Conflict.class);
            assertThat(PublishedKeys.of(table()).size()).isEqualTo(6);
        }
        TableFixture.publish(table(), "small", TableFixture.ok(9, 1));
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(7);
        assertThat(tree()).noneMatch(path -> path.contains("compact"));
    }

    @Test
    void betweenTheTwoRenamesReadersTakeTheOldGeneration() throws IOException {
        publishThree();
        List<String> before = rows(table());
        takeAway(temporary.resolve("table"));
        assertThat(rows(table())).isEqualTo(before);
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(6);
    }

    /** Before the folder of the table is listed, and between that and the folder of a batch. */
    @ParameterizedTest
    @ValueSource(strings = {"results", "batch=.*"})
    void aReaderWhoseTableIsReplacedSeesAllRows(String listed) throws IOException {
        publishThree();
        ResultTable seen = MovingFiles.at(temporary.resolve("table"), "list " + listed, () -> Compaction.of(table()));
        assertThat(PublishedKeys.of(seen).size()).isEqualTo(6);
        assertThat(table().files(Table.RESULTS)).as("it was replaced").hasSize(1);
        assertThat(seen.rows(Table.RESULTS)).isEqualTo(6);
    }

    @Test
    void aReaderFindsTheFilesThatAreReplacedAfterItHasListedThem() throws IOException {
        publishThree();
        ResultTable seen = MovingFiles.at(temporary.resolve("table"), "open part-.*", () -> Compaction.of(table()))
                .unchecked();
        assertThat(PublishedKeys.of(seen).size()).isEqualTo(6);
        assertThat(table().files(Table.RESULTS)).as("it was replaced").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"results", "batch=.*"})
    void aTableThatIsReplacedMeanwhileIsNotDamaged(String listed) throws IOException {
        publishThree();
        ResultTable seen = MovingFiles.at(temporary.resolve("table"), "list " + listed, () -> Compaction.of(table()));
        assertThat(Verification.of(seen).problems()).isEmpty();
        assertThat(table().files(Table.RESULTS)).as("it was replaced").hasSize(1);
    }

    @Test
    void aReaderFindsTheOldGenerationThatIsTakenAwayBeforeItLooks() throws IOException {
        publishThree();
        Path root = temporary.resolve("table");
        ResultTable seen = MovingFiles.at(root, "list results", () -> takeAway(root));
        assertThat(PublishedKeys.of(seen).size()).isEqualTo(6);
        assertThat(root.resolve("results")).doesNotExist();
    }

    /** By somebody who removes what looks like scratch, say. */
    @Test
    void theOldGenerationComesBackWhereTheNewOneIsLost() throws IOException {
        publishThree();
        Path root = temporary.resolve("table");
        takeAway(root);
        table().folder().in(ResultTable.STAGING).delete();
        TableFixture.publish(table(), "small", TableFixture.ok(9, 1));
        Vacuum.of(table());
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(7);
        assertThat(Verification.of(table()).problems()).isEmpty();
    }

    /** As a compaction does before it puts the new generation there. */
    private void takeAway(Path root) {
        try {
            String id = Compaction.PREFIX + "x";
            Folder fresh = table().newStaging(id);
            table().folder()
                    .in(CompactionLog.FILE)
                    .putIfAbsent(ChecksummedJson.write(new CompactionLog(2, id, 1, List.of("results"))), fresh);
            Files.createDirectories(root.resolve("_generations/1"));
            Files.move(root.resolve("results"), root.resolve("_generations/1/results"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other one comes and goes while this one looks at what there is to do. */
    @Test
    void aCompactionWhoseTableWasCompactedMeanwhileGivesWay() throws IOException {
        publishThree();
        List<String> before = rows(table());
        ResultTable late =
                MovingFiles.at(temporary.resolve("table"), "list _generations", () -> Compaction.of(table()));
        assertThatThrownBy(() -> Compaction.of(late)).isInstanceOf(Conflict.class);
        assertThat(rows(table())).isEqualTo(before);
        TableFixture.publish(table(), "small", TableFixture.ok(9, 1));
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(7);
    }

    @Test
    void noTableIsRefused() {
        assertThatThrownBy(() -> Compaction.of(table()))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("No results in ");
        assertThatThrownBy(() -> Vacuum.of(table()))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("No results in ");
        assertThatThrownBy(() -> Verification.of(table())).isInstanceOf(Invalid.class);
    }
}
