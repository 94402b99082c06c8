package icl.jobs.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.jobs.inventory.PublishedKeys;
import icl.jobs.schema.Table;
import icl.jobs.storage.StoreFiles;
import icl.jobs.verification.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs live, and what is left of those that died. */
class VacuumTest {
    @TempDir
    Path temporary;

    private ResultTable table() {
        return TableFixture.at(temporary.resolve("table"));
    }

    private ResultTable store() {
        return StoreFiles.at(temporary.resolve("table"));
    }

    private List<String> tree() throws IOException {
        return TableFixture.tree(temporary.resolve("table"));
    }

    /** Leaves a staging folder as a process does that is killed. */
    private Path died(String run, Instant last) throws IOException {
        Path staging =
                Files.createDirectories(temporary.resolve("table/_staging").resolve(run));
        Files.writeString(staging.resolve("results-1.parquet"), "half");
        Files.createFile(staging.resolve("_alive"));
        for (String file : List.of("results-1.parquet", "_alive")) {
            Files.setLastModifiedTime(staging.resolve(file), FileTime.from(last));
        }
        return staging;
    }

    @Test
    void aRunLivesUntilItIsClosed() {
        ResultTable table = table();
        assertThat(table.liveRuns()).isEmpty();
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            assertThat(table.liveRuns()).containsExactly(run.run().id());
            assertThat(table().liveRuns()).as("asked again").hasSize(1);
        }
        assertThat(table.liveRuns()).isEmpty();
    }

    @Test
    void onAStoreTheAgeOfItsFilesSaysWhetherARunLives() throws IOException {
        try (ResultRun run = store().begin(TableFixture.provenance("small"))) {
            died("old", Instant.now().minusSeconds(90));
            died("late", Instant.now().minusSeconds(30));
            assertThat(store().liveRuns()).containsExactlyInAnyOrder(run.run().id(), "late");
            assertThat(Vacuum.of(store())).extracting(Vacuum.Removed::place).containsExactly("_staging/old");
        }
        assertThat(store().liveRuns()).containsExactly("late");
    }

    @Test
    void whatDiedIsRemovedAndWhatLivesStays() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        died("dead", Instant.now());
        try (ResultRun run = table().begin(TableFixture.provenance("small"))) {
            List<String> before = tree();
            assertThat(Vacuum.rehearse(table()))
                    .containsExactly(new Vacuum.Removed("staging of a run that died", "_staging/dead", 4));
            assertThat(tree()).isEqualTo(before);
            assertThat(Vacuum.of(table())).hasSize(1);
            assertThat(Vacuum.of(table())).isEmpty();
            run.publish(List.of(TableFixture.stage(run, TableFixture.ok(4, 1))));
        }
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(2);
        assertThat(tree()).noneMatch(path -> path.contains("_staging"));
    }

    @Test
    void restartsAndCurvesWithoutResultsAreRemoved() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.trained(3, 1, 0));
        Path results = temporary.resolve("table/results");
        Files.move(results, temporary.resolve("aside"));
        try (ResultRun run = table().begin(TableFixture.provenance("small"))) {
            Files.writeString(results, "in the way of the last of three renames");
            Staged staged = TableFixture.stage(run, TableFixture.trained(4, 1, 0));
            assertThatThrownBy(() -> run.publish(List.of(staged))).isInstanceOf(UncheckedIOException.class);
            Files.delete(results);
            Files.move(temporary.resolve("aside"), results);
            assertThat(Vacuum.of(table())).as("its run lives").isEmpty();
        }
        assertThat(Verification.of(table()).notes()).hasSize(2).allMatch(note -> note.contains("without a result"));
        assertThat(Vacuum.of(table()))
                .extracting(Vacuum.Removed::what)
                .containsExactly("curves without results", "restarts without results");
        assertThat(table().files(Table.RESTARTS)).hasSize(1);
        assertThat(table().files(Table.CURVES)).hasSize(1);
        assertThat(Verification.of(table()).notes()).isEmpty();
        assertThat(Verification.of(table()).problems()).isEmpty();
    }

    @Test
    void publicationsThatDidNotComeAboutAreSaidAndRemoved() throws IOException {
        TableFixture.publish(store(), "small", TableFixture.ok(3, 1));
        Configuration hadoop = StoreFiles.configuration();
        hadoop.setInt("icl.test.copies", 0);
        ResultTable dying = ResultTable.at("store://" + temporary.resolve("table"), hadoop);
        assertThatThrownBy(() -> TableFixture.publish(dying, "small", TableFixture.ok(4, 1)))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(Verification.of(store()).notes()).hasSize(1).allMatch(note -> note.contains("did not come about"));
        assertThat(Vacuum.of(store()))
                .extracting(Vacuum.Removed::what)
                .containsExactly("publication that did not come about");
        assertThat(Verification.of(store()).notes()).isEmpty();
        assertThat(PublishedKeys.of(store()).size()).isEqualTo(1);
    }
}
