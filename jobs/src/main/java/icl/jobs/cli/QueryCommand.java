package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.text.Excerpts;
import icl.jobs.commit.ResultTable;
import icl.jobs.execute.SparkSessions;
import icl.jobs.frame.Format;
import icl.jobs.frame.Frame;
import icl.jobs.query.NamedQuery;
import icl.jobs.query.Query;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icl query}: SQL over a results folder. */
@Command(
        name = "query",
        description =
                "Answers SQL over the views of a results folder: results, gap, restarts, curves, errors, attempts,"
                        + " sweeps, progress.",
        customSynopsis = {
            "icl query DIR SQL [--format FORMAT] [--limit ROWS]",
            "icl query DIR @NAME",
            "icl query --list"
        },
        footer = {
            "",
            "  icl query results/quickstart \"SELECT design, length, risk FROM results WHERE rank = 5 ORDER BY risk\"",
            "  icl query results/quickstart \"SELECT * FROM gap WHERE length > :n\" --param n=20 --format csv",
            "",
            "gap has one row for each cell, its measures side by side. SELECT * FROM results LIMIT 1 shows the columns.",
            "@gap, @worst, @errors and @half-rank are queries that come with the program; --list says what each answers."
        })
final class QueryCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "The results folder.")
    private String folder;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SQL", description = "One query, or the name of one: @gap.")
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

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "The longest that an answer may take, as in 30s, 10m or 2h (10m if not given).")
    private String timeout = "10m";

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A value for :NAME in the SQL: a number, true, false, null or text. May be repeated.")
    private List<String> parameters = List.of();

    @Option(names = "--list", description = "Name the queries that come with the program, and do nothing else.")
    private boolean list;

    QueryCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            return list();
        }
        if (folder == null || sql == null) {
            throw new Invalid("Missing " + (folder == null ? "DIR and SQL" : "SQL") + "; see icl query --help");
        }
        Query query = Query.of(NamedQuery.sql(sql), values());
        Require.positive("limit", limit);
        Duration longest = TimeSpan.parse("--timeout", timeout);
        ResultTable table = Tables.toRead(folder);
        CheckAhead ahead = new CheckAhead(query, unchecked ? table.unchecked() : table);
        Frame answer = query.run(SparkSessions.getOrCreate(), ahead.table(), limit, longest);
        format.write(answer, streams.out());
        if (!answer.isWhole()) {
            streams.out().flush();
            streams.err().println("icl: there are more rows than the " + limit + " printed (--limit prints more)");
        }
        return ExitCode.OK;
    }

    private int list() {
        for (NamedQuery query : NamedQuery.all()) {
            streams.out()
                    .printf("%-11s %s%n", '@' + query.name(), query.comment().get(0));
        }
        return ExitCode.OK;
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? "" : parameter.substring(0, equals);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new Invalid(
                        "Invalid --param: " + Excerpts.text(parameter) + " (must be name=value, as in length=10)");
            }
            if (values.put(name, parameter.substring(equals + 1)) != null) {
                throw new Invalid("Invalid --param: '" + name + "' comes twice (must be given once)");
            }
        }
        return values;
    }
}
