package icl.jobs.cli;

import icl.core.linalg.VectorApi;
import icl.jobs.execute.SparkSessions;
import icl.jobs.execute.Summary;
import icl.jobs.execute.SweepJob;
import icl.jobs.frame.Format;
import icl.jobs.plan.MeasurePlan;
import icl.jobs.plan.Plan;
import icl.jobs.query.Query;
import icl.jobs.sweep.Sweep;
import icl.jobs.table.ResultTable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code icl sweep}: computes what is not done yet. */
@Command(
        name = "sweep",
        description =
                "Computes what a results folder does not hold yet of a sweep. Run again, it goes on where it was.",
        customSynopsis = "icl sweep SWEEP [--out DIR] [--set AXIS=VALUES ...] [-- SPARK OPTION ...]",
        footer = {
            "",
            "  icl sweep sweeps/quickstart.yaml",
            "  icl sweep sweeps/million.yaml --set \"length=[10, 100]\" --out results/small -- --master local[4]",
            "",
            "Exit code: 0 when every cell has its result, 3 when some failed, 5 when the folder belongs to another sweep."
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

    @Parameters(index = "1..*", paramLabel = "SPARK OPTION", description = "As for spark-submit: --master, --conf, ...")
    private List<String> spark = List.of();

    SweepCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        SparkOptions.properties(spark).forEach(System::setProperty);
        Sweep sweep = options.sweep();
        ResultTable table = options.table(sweep);
        Plan plan = Plan.of(sweep, table.done());
        streams.out().println(PlanText.summary(plan));
        streams.out().flush();
        long failed = plan.measures().stream().mapToLong(MeasurePlan::failed).sum();
        if (plan.todo() > 0) {
            warnOfScalarCode(plan);
            failed += compute(plan, table);
        }
        streams.out().println(where(table, failed));
        if (plan.todo() > 0) {
            SharedArchive.writeIfAsked(streams, () -> {});
        }
        return failed == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
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

    /** Computes what is to do and shows what came out: the number of cells that failed. */
    private long compute(Plan plan, ResultTable table) throws IOException {
        ProgressLine progress = new ProgressLine(streams.err(), Boolean.getBoolean("icl.terminal"));
        Summary summary = new SweepJob(SparkSessions.getOrCreate(), InstantSource.system(), progress).run(plan, table);
        streams.out().println();
        Format.TABLE.write(Query.of(OVERVIEW).run(SparkSessions.getOrCreate(), table, ROWS), streams.out());
        streams.out().println();
        return summary.failed();
    }

    private static String where(ResultTable table, long failed) {
        String query = System.getProperty("icl.name", "icl") + " query " + ShellWord.of(table.name());
        String failures = failed == 0
                ? ""
                : PlanText.count(failed, "cell") + " failed; why: " + query
                        + " \"SELECT error, count(*) FROM errors GROUP BY error\"" + System.lineSeparator();
        return failures + "Results are in " + Failure.shown(table.name()) + ". Ask for more in SQL:"
                + System.lineSeparator() + "  " + query
                + " \"SELECT design, length, alpha, rank, risk FROM results ORDER BY risk LIMIT 10\"";
    }
}
