package icl.jobs.report;

import static icl.jobs.commit.TableFixture.failed;
import static icl.jobs.commit.TableFixture.ok;
import static icl.jobs.commit.TableFixture.paper;
import static icl.jobs.commit.TableFixture.trained;

import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.schema.Provenance;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.RunEnd;
import icl.jobs.sweep.SweepSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Results folders for pages. */
public final class PageTables {
    /** What must stay text: a script, a handler, the end of a script element, of a line, of an attribute. */
    public static final String HOSTILE =
            "<script>alert(1)</script><img src=x onerror=alert(2)></script>\u2028'\"&amp;{{data}} \u202E$1";

    /** A folder and its page. */
    record Made(ResultTable table, String page) {}

    private static Made lengths;

    private PageTables() {}

    /** A page of a folder, as the command writes it. */
    public static String page(ResultTable table) {
        byte[] page = Page.of(table.name(), query -> query.run(SharedSpark.session(), table, Page.MOST_ROWS));
        return new String(page, StandardCharsets.UTF_8);
    }

    /** The page of the figures against length: made once, since each takes seconds. */
    static synchronized Made lengths() throws IOException {
        if (lengths == null) {
            Path made = Files.createTempDirectory(Path.of("target"), "page"); // goes with the build
            ResultTable table = FigureTables.of("iid-length", made);
            lengths = new Made(table, page(table));
        }
        return lengths;
    }

    /** A sweep file, a file name and the error of a cell that are hostile. */
    public static ResultTable hostile(Path folder) throws IOException {
        ResultTable table = TableFixture.at(folder.resolve("hostile"));
        SweepSource source = new SweepSource(
                HOSTILE + ".yaml",
                "name: small # " + HOSTILE + "\n\tseed: 7",
                Map.of("cells", HOSTILE),
                Map.of("dim", HOSTILE));
        publish(table, source, ok(10, 2), paper(10, 1.5), trained(10, 2.125, 0.0625), failed(11, HOSTILE));
        return table;
    }

    private static void publish(ResultTable table, SweepSource source, ResultRow... rows) throws IOException {
        Provenance plain = TableFixture.provenance("small");
        Provenance provenance = new Provenance(
                plain.run(), plain.startedAt(), source, plain.machine(), plain.spark(), plain.master(), rows.length, 0);
        try (ResultRun run = table.begin(provenance)) {
            run.publish(List.of(TableFixture.stage(run, rows)));
            long ok = Stream.of(rows).filter(ResultRow::isOk).count();
            run.finish(new RunEnd(plain.run().id(), TableFixture.START.plusSeconds(60), ok, rows.length - ok, 0.5));
        }
    }
}
