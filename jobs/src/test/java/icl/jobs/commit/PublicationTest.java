package icl.jobs.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.jobs.inventory.PublishedKeys;
import icl.jobs.schema.RunEnd;
import icl.jobs.schema.Table;
import icl.jobs.storage.ChecksummedJson;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.MovingFiles;
import icl.jobs.storage.StagedFile;
import icl.jobs.storage.StoreFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How batches come into a table, where folders are renamed in one step and where they are not. */
class PublicationTest {
    @TempDir
    Path temporary;

    private ResultTable store() {
        return StoreFiles.at(temporary.resolve("table"));
    }

    private ResultTable storeThatDies(int copies) {
        Configuration hadoop = StoreFiles.configuration();
        hadoop.setInt("icl.test.copies", copies);
        return ResultTable.at("store://" + temporary.resolve("table"), hadoop);
    }

    private List<String> tree() throws IOException {
        return TableFixture.tree(temporary);
    }

    @Test
    void aFileIsSummedWhileItIsWritten() throws Exception {
        ResultTable table = TableFixture.at(temporary.resolve("table"));
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            Staged staged = TableFixture.stage(run, TableFixture.trained(3, 1, 0), TableFixture.ok(4, 1));
            assertThat(staged.files()).containsOnlyKeys(Table.RESULTS, Table.RESTARTS, Table.CURVES);
            assertThat(staged.files().get(Table.RESULTS).rows()).isEqualTo(2);
            assertThat(staged.files().get(Table.RESTARTS).rows()).isEqualTo(3);
            assertThat(staged.attempts()).isEqualTo(1);
            for (StagedFile file : staged.files().values()) {
                byte[] bytes = Files.readAllBytes(Path.of(run.staging().folder().replaceFirst("^file:", ""))
                        .resolve(file.name()));
                assertThat(file.bytes()).isEqualTo(bytes.length);
                assertThat(file.sha256())
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            }
        }
    }

    @Test
    void aFileThatIsShorterThanItShouldBeIsNotPublished() throws IOException {
        ResultTable table = TableFixture.at(temporary.resolve("table"));
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            Staged staged = TableFixture.stage(run, TableFixture.ok(3, 1));
            String name = staged.files().get(Table.RESULTS).name();
            Path file =
                    Path.of(run.staging().folder().replaceFirst("^file:", "")).resolve(name);
            Files.write(file, new byte[10]);
            assertThatThrownBy(() -> run.publish(List.of(staged)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("it has 10 bytes of ");
        }
        assertThat(PublishedKeys.of(table).size()).isZero();
    }

    @Test
    void everyChangedByteOfAManifestIsFound() throws IOException {
        Manifest manifest = new Manifest(
                2,
                "results",
                "batch=a",
                Manifest.PUT,
                2,
                List.of(new StagedFile("part-00000.parquet", 7, 3, "ab")),
                List.of(new TaskCost(0.1, List.of(new MeasureCost("exact", 3, 1e-300, 0.25)))),
                List.of("batch=b"));
        byte[] file = ChecksummedJson.write(manifest);
        assertThat(ChecksummedJson.read(file, Manifest.class)).isEqualTo(manifest);
        for (int i = 0; i < file.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = file.clone();
                damaged[i] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> ChecksummedJson.read(damaged, Manifest.class))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void onAnObjectStoreEachFileIsABatch() throws IOException {
        try (ResultRun run = store().begin(TableFixture.provenance("small"))) {
            Staged one = TableFixture.stage(run, TableFixture.ok(3, 1), TableFixture.trained(3, 1, 0));
            Staged two = TableFixture.stage(run, TableFixture.ok(4, 1));
            run.publish(List.of(one, two));
        }
        assertThat(tree())
                .extracting(path -> path.replaceFirst("Z-\\w{12}", "Z"))
                .containsExactly(
                        "table/_icl.json",
                        "table/curves/batch=20240713T101500000Z-00001-0/_batch.json",
                        "table/curves/batch=20240713T101500000Z-00001-0/part-00000.parquet",
                        "table/restarts/batch=20240713T101500000Z-00001-0/_batch.json",
                        "table/restarts/batch=20240713T101500000Z-00001-0/part-00000.parquet",
                        "table/results/batch=20240713T101500000Z-00001-0/_batch.json",
                        "table/results/batch=20240713T101500000Z-00001-0/part-00000.parquet",
                        "table/results/batch=20240713T101500000Z-00001-1/_batch.json",
                        "table/results/batch=20240713T101500000Z-00001-1/part-00000.parquet",
                        "table/sweeps/batch=20240713T101500000Z-00000-0/_batch.json",
                        "table/sweeps/batch=20240713T101500000Z-00000-0/part-00000.parquet");
        assertThat(PublishedKeys.of(store()).size()).isEqualTo(3);
    }

    @Test
    void aManifestWhoseFileNeverCameIsPassedBy() throws IOException {
        TableFixture.publish(store(), "small", TableFixture.ok(3, 1));
        assertThatThrownBy(() -> TableFixture.publish(storeThatDies(0), "small", TableFixture.ok(4, 1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("503");
        assertThat(tree()).filteredOn(path -> path.endsWith(".json")).hasSize(5);
        assertThat(tree()).filteredOn(path -> path.endsWith(".parquet")).hasSize(3);
        assertThat(PublishedKeys.of(store()).size()).isEqualTo(1);
        TableFixture.publish(store(), "small", TableFixture.ok(4, 1));
        assertThat(PublishedKeys.of(store()).size()).isEqualTo(2);
    }

    @Test
    void foldersAreRenamedWhereThePropertySaysSo() throws IOException {
        Configuration hadoop = StoreFiles.configuration();
        hadoop.set("icl.atomic-rename", "gs, store");
        ResultTable table = ResultTable.at("store://" + temporary.resolve("table"), hadoop);
        TableFixture.publish(table, "small", TableFixture.ok(3, 1));
        assertThat(tree()).anyMatch(path -> path.endsWith("-00001/part-00000.parquet"));
        assertThat(PublishedKeys.of(table).size()).isEqualTo(1);
    }

    /** Of sweeps that begin at once in a new folder, the names of those that could. */
    private static List<String> winners(List<ResultTable> tables) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tables.size());
        CyclicBarrier together = new CyclicBarrier(tables.size());
        List<Callable<Optional<String>>> sweeps = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            ResultTable table = tables.get(i);
            String name = "sweep-" + i;
            sweeps.add(() -> {
                together.await();
                try (ResultRun run = table.begin(TableFixture.provenance(name))) {
                    return Optional.of(run.run().sweep());
                } catch (Conflict e) {
                    return Optional.empty();
                }
            });
        }
        List<String> winners = new ArrayList<>();
        for (Future<Optional<String>> sweep : threads.invokeAll(sweeps)) {
            sweep.get().ifPresent(winners::add);
        }
        threads.shutdown();
        return winners;
    }

    @Test
    void aNewFolderIsClaimedOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path place = temporary.resolve("local-" + round);
            List<ResultTable> local = List.of(
                    TableFixture.at(place), TableFixture.at(place), TableFixture.at(place), TableFixture.at(place));
            assertThat(winners(local)).containsExactly(local.get(0).owner().orElseThrow());
            Path bucket = temporary.resolve("store-" + round);
            List<ResultTable> store =
                    List.of(StoreFiles.at(bucket), StoreFiles.at(bucket), StoreFiles.at(bucket), StoreFiles.at(bucket));
            assertThat(winners(store)).containsExactly(store.get(0).owner().orElseThrow());
        }
        assertThat(tree()).as("what the losers leave").noneMatch(path -> path.contains("_staging"));
    }

    @Test
    void aRunMayBeginWhileAnotherEnds() throws IOException {
        Path other = temporary.resolve("table/_staging/other");
        ResultTable table = MovingFiles.at(
                temporary.resolve("table"),
                "delete _staging",
                () -> other.toFile().mkdirs());
        TableFixture.publish(table, "small", TableFixture.ok(3, 1));
        assertThat(other).isDirectory();
        assertThat(PublishedKeys.of(table).size()).isEqualTo(1);
    }

    /** A store whose users may write and not delete. */
    public static class Undeletable extends StoreFiles {
        @Override
        public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
            throw new IOException("403 Forbidden");
        }
    }

    @Test
    void stagingThatCannotBeRemovedIsSaidWhereAllIsPublished() throws IOException {
        Configuration hadoop = StoreFiles.configuration();
        hadoop.set("fs.store.impl", Undeletable.class.getName());
        ResultTable table = ResultTable.at("store://" + temporary.resolve("kept"), hadoop);
        ResultRun run = table.enter(
                TableFixture.provenance("small").run(),
                TableFixture.provenance("small").source());
        run.finish(new RunEnd(run.run().id(), TableFixture.START, 0, 0, 0.5));
        run.close();
        assertThat(run.left().orElseThrow())
                .startsWith("Cannot remove store:")
                .endsWith(": 403 Forbidden (all results are published; icl vacuum removes it)");
        ResultRun stopped = table.enter(
                TableFixture.provenance("small").run(),
                TableFixture.provenance("small").source());
        assertThatThrownBy(stopped::close).hasMessageContaining("403 Forbidden");
    }
}
