package icl.jobs.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.schema.Provenance;
import icl.jobs.schema.Table;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.Damaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTableTest {
    @TempDir
    Path temporary;

    private ResultTable table() {
        return TableFixture.at(temporary.resolve("table"));
    }

    private List<String> tree() throws IOException {
        return TableFixture.tree(temporary);
    }

    @Test
    void openingChangesNothing() throws IOException {
        assertThat(table().owner()).isEmpty();
        assertThat(PublishedKeys.of(table()).size()).isZero();
        assertThat(table().files(Table.RESULTS)).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aRunLeavesItsMarkerAndWholeBatches() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1), TableFixture.failed(4, "no form"));
        assertThat(tree())
                .extracting(path -> path.replaceFirst("Z-\\w{12}", "Z"))
                .containsExactly(
                        "table/_icl.json",
                        "table/ends/batch=20240713T101500000Z-00002/_batch.json",
                        "table/ends/batch=20240713T101500000Z-00002/part-00000.parquet",
                        "table/results/batch=20240713T101500000Z-00001/_batch.json",
                        "table/results/batch=20240713T101500000Z-00001/part-00000.parquet",
                        "table/sweeps/batch=20240713T101500000Z-00000/_batch.json",
                        "table/sweeps/batch=20240713T101500000Z-00000/part-00000.parquet");
        assertThat(table().owner()).contains("small");
    }

    @Test
    void aBatchHasOneNameInEveryTable() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1), TableFixture.trained(3, 1, 0));
        assertThat(tree().stream().filter(path -> path.contains("-00001/")))
                .extracting(path -> path.replaceFirst("Z-\\w{12}", "Z"))
                .filteredOn(path -> path.endsWith(".parquet"))
                .containsExactly(
                        "table/curves/batch=20240713T101500000Z-00001/part-00000.parquet",
                        "table/restarts/batch=20240713T101500000Z-00001/part-00000.parquet",
                        "table/results/batch=20240713T101500000Z-00001/part-00000.parquet");
    }

    @Test
    void resultsAreNeverWithoutTheirRestartsAndCurves() throws IOException {
        for (Table first : List.of(Table.CURVES, Table.RESTARTS)) {
            ResultTable table = TableFixture.at(temporary.resolve(first.folder()));
            try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
                Files.writeString(temporary.resolve(first.folder()).resolve(first.folder()), "in the way");
                Staged staged = TableFixture.stage(run, TableFixture.trained(3, 1, 0));
                assertThatThrownBy(() -> run.publish(List.of(staged))).isInstanceOf(UncheckedIOException.class);
            }
            assertThat(PublishedKeys.of(table).size()).isZero();
        }
    }

    @Test
    void publishedKeysAreDone() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1), TableFixture.failed(4, "no form"));
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1), TableFixture.ok(5, 1));
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(3);
    }

    @Test
    void whatIsStagedIsNotSeen() throws IOException {
        try (ResultRun run = table().begin(TableFixture.provenance("small"))) {
            TableFixture.stage(run, TableFixture.ok(3, 1));
            Staged published = TableFixture.stage(run, TableFixture.ok(4, 1));
            assertThat(PublishedKeys.of(table()).size()).isZero();
            run.publish(List.of(published));
            assertThat(PublishedKeys.of(table()).size()).isEqualTo(1);
        }
        assertThat(tree()).noneMatch(path -> path.contains("_staging"));
    }

    @Test
    void aRunThatDiesLeavesAReadableTable() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        ResultRun killed = table().begin(TableFixture.provenance("small"));
        TableFixture.stage(killed, TableFixture.ok(4, 1));
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(1);
        TableFixture.publish(table(), "small", TableFixture.ok(5, 1));
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(2);
        assertThat(tree()).anyMatch(path -> path.contains("_staging"));
    }

    @Test
    void aRunThatDiesBeforeItsMarkerLeavesAnEmptyTable() throws IOException {
        Files.createDirectories(temporary.resolve("table/_staging/run"));
        assertThat(table().owner()).isEmpty();
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(1);
    }

    @Test
    void twoRunsDoNotShareAStagingFolder() {
        Provenance provenance = TableFixture.provenance("small");
        table().begin(provenance);
        assertThatThrownBy(() -> table().begin(provenance))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(provenance.run().id());
    }

    @Test
    void runsWriteSideBySide() throws IOException {
        try (ResultRun one = table().begin(TableFixture.provenance("small"));
                ResultRun two = table().begin(TableFixture.provenance("small"))) {
            Staged ofOne = TableFixture.stage(one, TableFixture.ok(3, 1));
            Staged ofTwo = TableFixture.stage(two, TableFixture.ok(4, 1));
            one.publish(List.of(ofOne));
            two.publish(List.of(ofTwo));
        }
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(2);
    }

    @Test
    void anotherSweepsFolderIsAConflict() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        List<String> before = tree();
        String message = "Cannot write sweep 'other' to " + temporary.resolve("table")
                + ": the folder belongs to sweep 'small' (choose another folder)";
        assertThatThrownBy(() -> table().requireOwner("other"))
                .isInstanceOf(Conflict.class)
                .hasMessage(message);
        assertThatThrownBy(() -> table().begin(TableFixture.provenance("other")))
                .isInstanceOf(Conflict.class)
                .hasMessage(message);
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void aFolderOfSomethingElseIsRefusedAndUntouched() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("table"));
        Files.writeString(folder.resolve("thesis.tex"), "text");
        assertThatThrownBy(() -> table().begin(TableFixture.provenance("small")))
                .isInstanceOf(Invalid.class)
                .hasMessage("Cannot use results folder " + folder
                        + ": it is no results folder but holds 'thesis.tex' (give a new or an empty folder)");
        assertThat(tree()).containsExactly("table/thesis.tex");
        assertThat(Files.readString(folder.resolve("thesis.tex"))).isEqualTo("text");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Files.writeString(temporary.resolve("table"), "text");
        assertThatThrownBy(() -> table().begin(TableFixture.provenance("small")))
                .isInstanceOf(Invalid.class)
                .hasMessage("Cannot use results folder " + temporary.resolve("table") + ": it is a file");
        assertThat(Files.readString(temporary.resolve("table"))).isEqualTo("text");
    }

    @Test
    void aTableOfAnotherFormatIsAConflict() throws IOException {
        Files.createDirectories(temporary.resolve("table"));
        for (int format : List.of(1, 99)) {
            Files.writeString(
                    temporary.resolve("table/_icl.json"), "{\"format\":" + format + ",\"sweep\":\"small\"}\n");
            String message = "Cannot use results folder " + temporary.resolve("table") + ": it has table format "
                    + format + ", this build knows 2 (use the build that wrote it, or another folder)";
            assertThatThrownBy(() -> PublishedKeys.of(table()))
                    .isInstanceOf(Conflict.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> table().begin(TableFixture.provenance("small")))
                    .isInstanceOf(Conflict.class)
                    .hasMessage(message);
        }
    }

    @Test
    void aDamagedMarkerIsRefused() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        Path marker = temporary.resolve("table/_icl.json");
        String whole = Files.readString(marker);
        for (String text : List.of(
                "", "{", "[]", whole.strip(), whole.replace("small", "smell"), "{\"format\":2,\"sweep\":\"small\"}")) {
            Files.writeString(marker, text);
            assertThatThrownBy(() -> table().owner())
                    .isInstanceOf(Damaged.class)
                    .hasMessage("Cannot read " + marker
                            + ": its checksum does not hold (icl verify says what else is damaged)");
        }
    }

    @Test
    void onlyWhatWasConfiguredTravelsToTheTasks() {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.defaultFS", "file:///");
        hadoop.set("icl.test.secret", "swordfish");
        ResultTable table = ResultTable.at(temporary.resolve("table").toString(), hadoop);
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            assertThat(run.staging().hadoop())
                    .containsEntry("icl.test.secret", "swordfish")
                    .hasSizeLessThan(10);
            assertThat(run.staging().toString()).doesNotContain("swordfish");
        }
    }

    @Test
    void hiddenFilesAreNoResults() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        Path batch = table().files(Table.RESULTS).stream()
                .map(file -> Path.of(file.toUri().getPath()).getParent())
                .findFirst()
                .orElseThrow();
        Files.writeString(batch.resolve(".part-00000.parquet.crc"), "sum");
        Files.writeString(batch.resolve("_SUCCESS"), "");
        Files.writeString(batch.resolveSibling(".DS_Store"), "x");
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(1);
    }

    @Test
    void namesThatAreNoPathsAreRefused() {
        for (String name : List.of("", "nofs://host/x", "a:b")) {
            assertThatThrownBy(() -> ResultTable.at(name, new Configuration()))
                    .isInstanceOf(Invalid.class)
                    .hasMessageStartingWith("Invalid results folder: '" + name + "'");
        }
    }

    @Test
    void damagedResultsAreSaidWithTheirFile() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        Path file = only("table/results/.*parquet");
        byte[] bytes = Files.readAllBytes(file);
        int id = new String(bytes, StandardCharsets.ISO_8859_1)
                .indexOf(TableFixture.ok(3, 1).cell().id().substring(0, 8));
        assertThat(id).as("place of the cell's id, too short to be compressed").isPositive();
        bytes[id + 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> PublishedKeys.of(table()))
                .isInstanceOf(Damaged.class)
                .hasMessage("Cannot read file:" + file
                        + ": its bytes are not those that were published (icl verify says what else is damaged)");
        assertThatThrownBy(() -> PublishedKeys.of(table().unchecked()))
                .as("the page has a sum of its own")
                .hasMessageContaining(file.toString());
    }

    private Path only(String pattern) throws IOException {
        return temporary.resolve(tree().stream()
                .filter(path -> path.matches(pattern))
                .findFirst()
                .orElseThrow());
    }

    private void damaged(String message) {
        assertThatThrownBy(() -> PublishedKeys.of(table()))
                .isInstanceOf(Damaged.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNotAsPublishedIsRefused() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        Path file = only("table/results/.*parquet");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        damaged(file + ": " + (whole.length - 1) + " bytes (must be " + whole.length + ")");
        Files.delete(file);
        damaged(file + ": it is gone");
        Files.write(file, whole);
        Path other = Files.write(file.resolveSibling("part-2.parquet"), whole);
        damaged(other + ": it was not published by icl");
        Files.delete(other);
        Path loose = Files.write(temporary.resolve("table/results/part.parquet"), whole);
        damaged(loose + ": it was not published by icl");
        Files.delete(loose);
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(1);
        Path copy = Files.createDirectory(temporary.resolve("table/results/batch=copy"));
        Files.write(copy.resolve("part-00000.parquet"), whole);
        damaged(copy + ": it was not published by icl: it has no _batch.json");
        Files.copy(file.resolveSibling("_batch.json"), copy.resolve("_batch.json"));
        damaged(copy + ": it is batch batch=");
    }

    @Test
    void aBatchWhoseFilesAreAllGoneIsRefused() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        Files.delete(only("table/results/.*parquet"));
        damaged("it is gone");
        Files.delete(only("table/results/.*json"));
        damaged("it has no _batch.json");
    }

    @Test
    void theManifestKeepsWhatTheTasksTook() throws IOException {
        TaskCost cost = new TaskCost(1.5, List.of(new MeasureCost("exact", 1, 0.25, 0.125)));
        try (ResultRun run = table().begin(TableFixture.provenance("small"))) {
            Staged one = TableFixture.stage(run, TableFixture.ok(3, 1));
            Staged two = TableFixture.stage(run, TableFixture.ok(4, 1));
            run.publish(List.of(new Staged(one.files(), cost, 3), two));
        }
        assertThat(table().taskCosts()).containsExactly(cost);
        assertThat(table().maxAttempt()).isEqualTo(3);
    }

    @Test
    void tablesWithoutResultsHaveNoAttempts() {
        assertThat(table().taskCosts()).isEmpty();
        assertThat(table().maxAttempt()).isZero();
    }
}
