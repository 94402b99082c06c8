package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import icl.jobs.execute.SparkSessions;
import icl.jobs.report.Answers;
import icl.jobs.report.Page;
import icl.jobs.report.WrittenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icl report}: a page on a results folder. */
@Command(
        name = "report",
        description =
                "Writes one HTML file on each results folder: what was run, figures, disagreements, the results themselves.",
        footer = {
            "",
            "  icl report results/quickstart",
            "  icl report results/* --out pages",
            "",
            "The page needs no network. It holds the results of 10,000 rows, and of larger tables those of cells at random."
        })
final class ReportCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The results folders.")
    private List<String> folders;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "The file, or of several folders the folder that pages go to (their own names and .html if not given).")
    private Path out;

    ReportCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Map<WrittenFile, ResultTable> pages = new LinkedHashMap<>();
        for (String folder : folders) {
            ResultTable table = Tables.toRead(folder);
            Path target = target(folder, table);
            if (pages.put(new WrittenFile("report", target), table) != null) {
                throw new Invalid("Cannot write report " + target
                        + ": two of the folders have this name (name each page by --out)");
            }
        }
        for (Map.Entry<WrittenFile, ResultTable> page : pages.entrySet()) {
            ResultTable table = page.getValue();
            Answers answers = query -> query.run(SparkSessions.getOrCreate(), table, Page.MOST_ROWS);
            page.getKey().write(Page.of(table.name(), answers));
            streams.out().println(page.getKey().path());
        }
        SharedArchive.writeIfAsked(streams, () -> {});
        return ExitCode.OK;
    }

    private Path target(String folder, ResultTable table) {
        String name = fileName(folder, table.requireTable());
        if (out == null) {
            return Path.of(name);
        }
        return folders.size() == 1 ? out : out.resolve(name);
    }

    /** The last name of the folder's path, or else the sweep's. */
    static String fileName(String folder, String sweep) {
        String path = folder.replaceAll("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return (last.matches("|\\.|\\.\\.|.*:") ? sweep : last) + ".html";
    }
}
