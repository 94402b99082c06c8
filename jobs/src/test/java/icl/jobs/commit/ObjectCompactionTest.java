package icl.jobs.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.schema.Table;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.StoreFiles;
import icl.jobs.verification.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction and vacuum on an object store, and what is asked of its client. */
class ObjectCompactionTest {
    @TempDir
    Path temporary;

    private ResultTable table() {
        return StoreFiles.at(temporary.resolve("table"));
    }

    private List<String> rows() throws IOException {
        return TableFixture.rows(table(), Table.RESULTS);
    }

    private void publishThree() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1), TableFixture.trained(3, 1, 0));
        TableFixture.publish(table(), "small", TableFixture.failed(4, "no form"));
        TableFixture.publish(table(), "small", TableFixture.ok(5, 1));
    }

    /** Files that whoever only lists them finds. */
    private List<String> listed(String of) throws IOException {
        return TableFixture.tree(temporary.resolve("table")).stream()
                .filter(file -> file.startsWith(of + "/") && file.endsWith(".parquet"))
                .toList();
    }

    @Test
    void mergedRowsAreTheSameAndListersSeeTheOldFilesUntilVacuum() throws IOException {
        publishThree();
        List<String> before = rows();
        List<String> files = listed("results");
        assertThat(files).hasSize(3);
        List<Compaction.Merged> merged = Compaction.of(table());
        assertThat(merged)
                .extracting(one -> one.table() + " " + one.rows() + " " + one.files() + " " + one.merged())
                .containsExactly("RESULTS 4 3 1", "SWEEPS 3 3 1", "ENDS 3 3 1");
        assertThat(rows()).isEqualTo(before);
        assertThat(table().files(Table.RESULTS)).hasSize(1);
        assertThat(listed("results")).isEqualTo(files);
        assertThat(Compaction.of(table())).isEmpty();
        assertThat(Verification.of(table()).problems()).isEmpty();
        Vacuum.of(table());
        assertThat(rows()).isEqualTo(before);
        assertThat(listed("results")).singleElement().asString().contains("batch=compact-");
        assertThat(listed("restarts")).hasSize(1);
        assertThat(TableFixture.tree(temporary.resolve("table").resolve("_compacted")))
                .containsExactly("00000002.json");
        assertThat(Verification.of(table()).problems()).isEmpty();
        assertThat(Vacuum.of(table())).isEmpty();
    }

    @Test
    void whatRunsAddIsBesideTheGeneration() throws IOException {
        publishThree();
        try (ResultRun run = table().begin(TableFixture.provenance("small"))) {
            Compaction.of(table());
            run.publish(List.of(TableFixture.stage(run, TableFixture.ok(9, 1))));
        }
        assertThat(rows()).hasSize(5);
        Compaction.of(table());
        TableFixture.publish(table(), "small", TableFixture.ok(10, 1));
        assertThat(rows()).hasSize(6).doesNotHaveDuplicates();
        Vacuum.of(table());
        assertThat(rows()).hasSize(6).doesNotHaveDuplicates();
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(6);
        assertThat(Verification.of(table()).problems()).isEmpty();
    }

    /** One that was made from the same generation as another is not the next one. */
    @Test
    void ofTwoCompactionsOneGivesWay() throws IOException {
        publishThree();
        Generation base = Generation.in(table().folder());
        Compaction.of(table());
        List<String> before = rows();
        assertThat(base.next(List.of())
                        .commit(table().folder(), table().folder().in("_staging")))
                .isFalse();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aVacuumThatDiesInTheMiddleIsFinishedByTheNext() throws IOException {
        publishThree();
        List<String> before = rows();
        Compaction.of(table());
        Generation.Replaced results =
                Generation.in(table().folder()).of(Table.RESULTS).orElseThrow();
        String batch = results.batches().get(0);
        Path made = temporary
                .resolve("table/_compacted")
                .resolve(results.id())
                .resolve("results")
                .resolve(batch);
        Path place = temporary.resolve("table/results").resolve(batch);
        Files.createDirectories(place); // its manifest has come, then its file, then what was merged began to go
        Files.copy(made.resolve("_batch.json"), place.resolve("_batch.json"));
        assertThat(rows()).isEqualTo(before);
        Files.move(made.resolve("part-00000.parquet"), place.resolve("part-00000.parquet"));
        assertThat(rows()).isEqualTo(before);
        Files.delete(temporary.resolve("table").resolve(listed("results").get(1)));
        assertThat(rows()).isEqualTo(before);
        Vacuum.of(table());
        assertThat(rows()).isEqualTo(before);
        assertThat(listed("results")).hasSize(1);
    }

    /** As it does where a folder was copied from a store. */
    @Test
    void aFileSystemThatRenamesFoldersReadsAndFinishesWhatAStoreHasCompacted() throws IOException {
        publishThree();
        List<String> before = rows();
        Compaction.of(table());
        ResultTable local = TableFixture.at(temporary.resolve("table"));
        assertThat(TableFixture.rows(local, Table.RESULTS)).isEqualTo(before);
        assertThatThrownBy(() -> Compaction.of(local))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("(icl vacuum puts them there)");
        Vacuum.of(local);
        assertThat(TableFixture.rows(local, Table.RESULTS)).isEqualTo(before);
        assertThat(listed("results")).hasSize(1);
    }

    @Test
    void aClientThatCannotCreateConditionallyIsRefused() {
        Configuration hadoop = StoreFiles.configuration();
        hadoop.setBoolean(StoreFiles.CONDITIONAL, false);
        ResultTable table = ResultTable.at("store://" + temporary.resolve("table"), hadoop);
        assertThatThrownBy(() -> TableFixture.publish(table, "small", TableFixture.ok(3, 1)))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Cannot write to store:")
                .hasMessageContaining("the client of store does not create an object only if there is none");
        assertThat(temporary.resolve("table/_icl.json")).doesNotExist();
    }
}
