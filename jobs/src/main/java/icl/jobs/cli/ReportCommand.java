package icl.jobs.cli;

import icl.jobs.execute.SparkSessions;
import icl.jobs.report.Page;
import icl.jobs.report.WrittenFile;
import icl.jobs.table.ResultTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icl report}: a page on a results folder. */
@Command(
        name = "report",
        description =
                "Writes one HTML file on a results folder: what was run, figures, disagreements, the results themselves.",
        footer = {
            "",
            "  icl report results/quickstart",
            "",
            "The page needs no network. It holds the results of 10,000 rows, and of larger tables those of cells at random."
        })
final class ReportCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "DIR", description = "The results folder.")
    private String folder;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file (the folder's own name and .html if not given).")
    private Path out;

    ReportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        ResultTable table = Tables.existing(folder);
        WrittenFile file = new WrittenFile(
                "report", out == null ? Path.of(fileName(folder, table.owner().orElseThrow())) : out);
        file.write(Page.of(table.name(), query -> query.run(SparkSessions.getOrCreate(), table, Page.MOST_ROWS)));
        streams.out().println(file.path());
        SharedArchive.writeIfAsked(streams, () -> {});
        return ExitCode.OK;
    }

    /** The last name of the folder's path, or else the sweep's. */
    static String fileName(String folder, String sweep) {
        String path = folder.replaceAll("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return (last.matches("|\\.|\\.\\.|.*:") ? sweep : last) + ".html";
    }
}
