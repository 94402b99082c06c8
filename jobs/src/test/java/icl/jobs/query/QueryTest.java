package icl.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.frame.Format;
import icl.jobs.frame.Frame;
import icl.jobs.table.ResultTable;
import icl.jobs.table.TableFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {
    @TempDir
    static Path folder;

    private static ResultTable table;

    @BeforeAll
    static void write() throws Exception {
        table = TableFixture.at(folder.resolve("a [b] {c} *"));
        TableFixture.publish(
                table,
                "small",
                TableFixture.ok(3, 0.5),
                TableFixture.ok(4, 1.0 / 3),
                TableFixture.failed(5, "no form"));
    }

    private static Frame run(String sql) {
        return Query.of(sql).run(SharedSpark.session(), table, 100);
    }

    @Test
    void aRowComesBackAsItWasWritten() throws Exception {
        Frame frame = run("SELECT * FROM results WHERE length = 3");
        StringBuilder out = new StringBuilder();
        Format.JSON.write(frame, out);
        System.out.println(out);
        for (String v : List.of("results", "curves", "sweeps", "gap", "errors", "progress")) {
            out.setLength(0);
            Format.TABLE.write(run("SELECT * FROM " + v), out);
            System.out.println(v + "\n" + out);
        }
        assertThat(frame.rows()).hasSize(1);
    }
}
