package icl.jobs.cli;

import icl.core.linalg.VectorApi;
import icl.jobs.commit.ResultTable;
import icl.jobs.execute.SparkSessions;
import icl.jobs.execute.SweepJob;
import icl.jobs.frame.Format;
import icl.jobs.inventory.FailureKinds;
import icl.jobs.plan.Plan;
import icl.jobs.progress.FailureLimit;
import icl.jobs.progress.Summary;
import icl.jobs.query.Query;
import icl.jobs.schema.Run;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;

/** Computes plans into a table, and says what came of it: what all commands that compute do. */
final class Computation implements AutoCloseable {
    private static final String OVERVIEW = """
            SELECT design, architecture, measure, count(*) AS cells, count_if(status = 'failed') AS failed,
                   min(risk) AS least_risk, max(risk) AS largest_risk
            FROM results GROUP BY ALL ORDER BY design, architecture, measure""";

    /** Designs times architectures times measures. */
    private static final int ROWS = 1000;

    private final ResultTable table;
    private final RunOptions options;
    private final FailureLimit limit;
    private final ProgressListeners watchers;
    private final StandardStreams streams;

    Computation(ResultTable table, RunOptions options, StandardStreams streams) {
        this.table = table;
        this.options = options;
        this.limit = options.limit();
        this.watchers = options.watchers(table, streams);
        this.streams = streams;
    }

    /** Computes what a plan leaves to do. */
    Summary run(Plan plan, int attempt) {
        warnOfScalarCode(plan);
        return new SweepJob(SparkSessions.getOrCreate(), InstantSource.system(), watchers, limit)
                .within(options.limits())
                .asAttempt(attempt)
                .run(plan, table);
    }

    /** Said once: the numbers are the same, the time is not. */
    private void warnOfScalarCode(Plan plan) {
        boolean draws = plan.measures().stream()
                .anyMatch(m -> m.todo() > 0 && m.measure().usesChance());
        if (draws && !VectorApi.isOn()) {
            streams.err()
                    .println(
                            "icl: the Vector API is off: simulation and training take longer, to the same numbers (Java must"
                                    + " have --add-modules=jdk.incubator.vector, and not -Dicl.vector=off)");
        }
    }

    /** Shows what the table holds now. */
    void showTable() throws IOException {
        streams.out().println();
        Format.TABLE.write(Query.of(OVERVIEW).run(SparkSessions.getOrCreate(), table, ROWS), streams.out());
        streams.out().println();
    }

    /** Says where the results are and how many failed: the exit code. */
    int end(Summary summary, long failed) {
        streams.out().println(where(failed));
        if (summary.isStopped()) {
            streams.err().println("icl: " + stopped(summary, watchers.run()));
            return ExitCode.TOO_MANY_FAILURES;
        }
        return failed == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private String stopped(Summary summary, Run run) {
        FailureKinds.Kind most = FailureKinds.of(table, run.id()).kinds().get(0);
        return String.format(
                Locale.ROOT,
                "Stopped: %,d of %,d risks failed (--max-failures %s), most of them, %,d, with: %s; all errors: %s",
                summary.failed(),
                summary.rows(),
                limit.text(),
                most.cells(),
                most.example(),
                errors());
    }

    private String where(long failed) {
        String failures = failed == 0
                ? ""
                : PlanText.count(failed, "cell") + " failed; why: " + errors() + System.lineSeparator();
        return failures + "Results are in " + Failure.shown(table.name()) + ". Ask for more in SQL:"
                + System.lineSeparator() + "  " + query()
                + " \"SELECT design, length, alpha, rank, risk FROM results ORDER BY risk LIMIT 10\"";
    }

    private String errors() {
        return query() + " \"SELECT error, count(*) FROM errors GROUP BY error\"";
    }

    private String query() {
        return System.getProperty("icl.name", "icl") + " query " + ShellWord.of(table.name());
    }

    @Override
    public void close() {
        watchers.close();
    }
}
