package icl.jobs.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedRowsTest {
    @TempDir
    private Path folder;

    @Test
    void soManyRowsAreKeptAndAllAreCounted() throws IOException {
        ResultTable table = TableFixture.at(folder.resolve("table"));
        PublishedRows rows = new PublishedRows(table, List.of("length", "run_id"), 3);
        assertThat(rows.refresh()).isFalse();
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            run.publish(List.of(TableFixture.stage(run, TableFixture.ok(3, 1), TableFixture.ok(4, 1))));
            assertThat(rows.refresh()).isTrue();
            run.publish(List.of(TableFixture.stage(run, TableFixture.ok(5, 1), TableFixture.ok(6, 1))));
            assertThat(rows.refresh()).isTrue();
            run.publish(List.of(TableFixture.stage(run, TableFixture.ok(7, 1))));
            assertThat(rows.refresh()).as("what is counted alone is news, too").isTrue();
            assertThat(rows.refresh()).isFalse();
            assertThat(rows.published(run.run().id())).isEqualTo(5);
        }
        assertThat(rows.rows()).extracting(row -> row[0]).containsExactly(3, 4, 5);
        assertThat(rows.published()).isEqualTo(5);
        assertThat(rows.published("20240713T101500000Z-000000000000")).isZero();
    }
}
