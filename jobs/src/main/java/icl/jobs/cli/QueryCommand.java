package icl.jobs.cli;

import icl.core.check.Require;
import icl.jobs.execute.SparkSessions;
import icl.jobs.frame.Format;
import icl.jobs.frame.Frame;
import icl.jobs.query.Query;
import icl.jobs.table.ResultTable;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icl query}: SQL over a results folder. */
@Command(
        name = "query",
        description = "Answers SQL over the views of a results folder: results, gap, errors, progress, sweeps, curves.",
        footer = {
            "",
            "  icl query results/quickstart \"SELECT design, length, risk FROM results WHERE rank = 5 ORDER BY risk\"",
            "",
            "gap has one row for each cell, its measures side by side. SELECT * FROM results LIMIT 1 shows the columns."
        })
final class QueryCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "DIR", description = "The results folder.")
    private String folder;

    @Parameters(index = "1", paramLabel = "SQL", description = "One query.")
    private String sql;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (if not given), csv or json.")
    private Format format = Format.TABLE;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            defaultValue = "10000",
            description = "The most rows to print (${DEFAULT-VALUE} if not given).")
    private int limit;

    @Option(
            names = "--unchecked",
            description = "Do not compare files with their checksums first, which reads each of them once.")
    private boolean unchecked;

    QueryCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Query query = Query.of(sql);
        Require.positive("limit", limit);
        ResultTable table = Tables.existing(folder);
        CheckAhead ahead = new CheckAhead(query, unchecked ? table.unchecked() : table);
        Frame answer = query.run(SparkSessions.getOrCreate(), ahead.table(), limit);
        format.write(answer, streams.out());
        if (!answer.isWhole()) {
            streams.out().flush();
            streams.err().println("icl: there are more rows than the " + limit + " printed (--limit prints more)");
        }
        return ExitCode.OK;
    }
}
