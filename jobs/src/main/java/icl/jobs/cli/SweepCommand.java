package icl.jobs.cli;

import icl.core.linalg.VectorApi;
import icl.jobs.execute.FailureLimit;
import icl.jobs.execute.Limits;
import icl.jobs.execute.Progress;
import icl.jobs.execute.SparkSessions;
import icl.jobs.execute.Summary;
import icl.jobs.execute.SweepJob;
import icl.jobs.frame.Format;
import icl.jobs.plan.LearnedCosts;
import icl.jobs.plan.MeasurePlan;
import icl.jobs.plan.Plan;
import icl.jobs.query.Query;
import icl.jobs.sweep.Sweep;
import icl.jobs.table.CostHistory;
import icl.jobs.table.FailureKinds;
import icl.jobs.table.ResultTable;
import icl.jobs.table.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icl sweep}: computes what is not done yet. */
@Command(
        name = "sweep",
        description =
                "Computes what a results folder does not hold yet of a sweep. Run again, it goes on where it was.",
        customSynopsis =
                "icl sweep SWEEP [--out DIR] [--set AXIS=VALUES ...] [--timeout DURATION] [-- SPARK OPTION ...]",
        footer = {
            "",
            "  icl sweep sweeps/quickstart.yaml",
            "  icl sweep sweeps/million.yaml --set \"length=[10, 100]\" --out results/small -- --master local[4]",
            "",
            "Exit code: 0 when every cell has its result, 3 when some failed, 4 when more failed than --max-failures allows,",
            "5 when the folder belongs to another sweep."
        })
final class SweepCommand implements Callable<Integer> {
    private static final String OVERVIEW = """
            SELECT design, architecture, measure, count(*) AS cells, count_if(status = 'failed') AS failed,
                   min(risk) AS least_risk, max(risk) AS largest_risk
            FROM results GROUP BY ALL ORDER BY design, architecture, measure""";

    /** Designs times architectures times measures. */
    private static final int ROWS = 1000;

    private final Streams streams;

    @Mixin
    private SweepOptions options;

    @Mixin
    private RunOptions run;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "The longest that a cell may take, as in 30s, 10m or 2h; what takes longer is a failed cell"
                    + " (no limit if not given).")
    private Duration timeout = Limits.NONE.timeout();

    @Parameters(index = "1..*", paramLabel = "SPARK OPTION", description = "As for spark-submit: --master, --conf, ...")
    private List<String> spark = List.of();

    SweepCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        SparkOptions.properties(spark).forEach(System::setProperty);
        FailureLimit limit = run.limit();
        Sweep sweep = options.sweep();
        ResultTable table = options.table(sweep);
        try (Watchers watchers = run.watchers(table, streams)) {
            return complete(sweep, table, limit, watchers);
        }
    }

    private int complete(Sweep sweep, ResultTable table, FailureLimit limit, Watchers watchers) throws IOException {
        LearnedCosts learned = CostHistory.of(table).after(LearnedCosts.NONE);
        Plan plan = Plan.of(sweep, table.done()).with(learned);
        streams.out().println(PlanText.summary(plan));
        streams.out().flush();
        long failed = plan.measures().stream().mapToLong(MeasurePlan::failed).sum();
        if (plan.todo() == 0) {
            streams.out().println(where(table, failed));
            return exitCode(failed);
        }
        warnOfScalarCode(plan);
        Summary summary = compute(plan, table, limit, watchers);
        streams.out().println(where(table, failed + summary.failed()));
        if (summary.isStopped()) {
            streams.err().println("icl: " + stopped(summary, limit, table, watchers.run()));
        }
        SharedArchive.writeIfAsked(streams, () -> {});
        return summary.isStopped() ? ExitCode.TOO_MANY_FAILURES : exitCode(failed + summary.failed());
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

    private static int exitCode(long failed) {
        return failed == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    /** Computes what is to do and shows what came out. */
    private Summary compute(Plan plan, ResultTable table, FailureLimit limit, Progress progress) throws IOException {
        SweepJob job = new SweepJob(SparkSessions.getOrCreate(), InstantSource.system(), progress, limit);
        Summary summary = job.within(new Limits(timeout)).run(plan, table);
        streams.out().println();
        Format.TABLE.write(Query.of(OVERVIEW).run(SparkSessions.getOrCreate(), table, ROWS), streams.out());
        streams.out().println();
        return summary;
    }

    private static String stopped(Summary summary, FailureLimit limit, ResultTable table, Run run) {
        FailureKinds.Kind most = FailureKinds.of(table, run.id()).kinds().get(0);
        return String.format(
                Locale.ROOT,
                "Stopped: %,d of %,d risks failed (--max-failures %s), most of them, %,d, with: %s; all errors: %s",
                summary.failed(),
                summary.rows(),
                limit.text(),
                most.cells(),
                most.example(),
                errors(table));
    }

    private static String where(ResultTable table, long failed) {
        String failures = failed == 0
                ? ""
                : PlanText.count(failed, "cell") + " failed; why: " + errors(table) + System.lineSeparator();
        return failures + "Results are in " + Failure.shown(table.name()) + ". Ask for more in SQL:"
                + System.lineSeparator() + "  " + query(table)
                + " \"SELECT design, length, alpha, rank, risk FROM results ORDER BY risk LIMIT 10\"";
    }

    private static String errors(ResultTable table) {
        return query(table) + " \"SELECT error, count(*) FROM errors GROUP BY error\"";
    }

    private static String query(ResultTable table) {
        return System.getProperty("icl.name", "icl") + " query " + ShellWord.of(table.name());
    }
}
