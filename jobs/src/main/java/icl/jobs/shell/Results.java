package icl.jobs.shell;

import icl.jobs.commit.ResultTable;
import icl.jobs.execute.HadoopSettings;
import icl.jobs.execute.SparkSessions;
import icl.jobs.execute.SweepJob;
import icl.jobs.frame.Frame;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.Plan;
import icl.jobs.progress.ProgressListener;
import icl.jobs.progress.Summary;
import icl.jobs.query.NamedQuery;
import icl.jobs.query.Query;
import icl.jobs.report.Drawing;
import icl.jobs.report.FigureFormat;
import icl.jobs.report.FigureRenderer;
import icl.jobs.report.Figures;
import icl.jobs.report.Size;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepFile;
import icl.jobs.sweep.SweepSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import javax.imageio.ImageIO;

/** A results folder: sweeps go in, answers and figures come out. */
public final class Results {
    private static final int MOST_ROWS = 100_000;

    private final ResultTable table;

    private Results(ResultTable table) {
        this.table = table;
    }

    /** The results in a folder, which need not exist yet. */
    public static Results in(String folder) {
        return new Results(ResultTable.at(folder, HadoopSettings.current()));
    }

    /** Computes what the folder does not hold yet of a sweep, given as the text of a sweep file. */
    public Summary sweep(String yaml) {
        return sweep(Sweep.of(SweepSource.of("sweep", yaml)));
    }

    /** The same for a sweep file. */
    public Summary sweep(Path file) {
        return sweep(SweepFile.load(file, Map.of()));
    }

    private Summary sweep(Sweep sweep) {
        table.requireOwner(sweep.name());
        Plan plan = Plan.of(sweep, PublishedKeys.of(table));
        return new SweepJob(SparkSessions.getOrCreate(), InstantSource.system(), ProgressListener.SILENT)
                .run(plan, table);
    }

    /** The answer to a query over the views, or to a named one: {@code @gap}. */
    public Frame sql(String query) {
        return answer(Query.of(NamedQuery.sql(query)));
    }

    private Frame answer(Query query) {
        return query.run(SparkSessions.getOrCreate(), table, MOST_ROWS);
    }

    /** A figure by its name, as wide as a page. */
    public BufferedImage figure(String name) throws IOException {
        return figure(name, Size.PAGE, Drawing.ALL);
    }

    /**
     * A figure.
     *
     * @param where an SQL condition on the results that are drawn
     */
    public BufferedImage figure(String name, Size size, String where) throws IOException {
        try (FigureRenderer renderer = FigureRenderer.open(FigureFormat.PNG)) {
            Drawing drawing = Drawing.of(Figures.named(name), this::answer, size, where);
            return ImageIO.read(new ByteArrayInputStream(renderer.bytes(drawing, FigureFormat.PNG)));
        }
    }
}
