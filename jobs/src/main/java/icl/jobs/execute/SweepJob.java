package icl.jobs.execute;

import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.isolation.Limits;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.progress.FailureLimit;
import icl.jobs.progress.HeartbeatReader;
import icl.jobs.progress.ProgressListener;
import icl.jobs.progress.ProgressMonitor;
import icl.jobs.progress.ProgressTracker;
import icl.jobs.progress.Summary;
import icl.jobs.schema.Machine;
import icl.jobs.schema.Program;
import icl.jobs.schema.Provenance;
import icl.jobs.schema.Run;
import icl.jobs.schema.RunEnd;
import icl.jobs.storage.Conflict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.sql.SparkSession;

/** Computes what a plan leaves to do and adds it to a table. */
public final class SweepJob {
    /** Batches under way at once: the cores that the end of one leaves idle work on the next. */
    private static final int AT_ONCE = 2;

    /** Pairs that are tried before the others when failures are limited. */
    private static final int CANARY = 20;

    /** For a run that began at the same time to give way. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Seconds between two heartbeats of a task, and how many the driver reads in a second at most. */
    private static final double LEAST_HEARTBEAT = 1;

    private static final double HEARTBEATS_A_SECOND = 100;

    private final SparkSession spark;
    private final InstantSource clock;
    private final ProgressListener progress;
    private final FailureLimit limit;
    private final Limits limits;
    private final int attempt;

    public SweepJob(SparkSession spark, InstantSource clock, ProgressListener progress) {
        this(spark, clock, progress, FailureLimit.NONE);
    }

    /** A job that stops when too many rows fail: a few are tried first, in a batch of their own. */
    public SweepJob(SparkSession spark, InstantSource clock, ProgressListener progress, FailureLimit limit) {
        this(spark, clock, progress, limit, Limits.NONE, 1);
    }

    private SweepJob(
            SparkSession spark,
            InstantSource clock,
            ProgressListener progress,
            FailureLimit limit,
            Limits limits,
            int attempt) {
        this.spark = spark;
        this.clock = clock;
        this.progress = progress;
        this.limit = limit;
        this.limits = limits;
        this.attempt = attempt;
    }

    /** This job with limits for its cells. */
    public SweepJob within(Limits given) {
        return new SweepJob(spark, clock, progress, limit, given, attempt);
    }

    /**
     * This job for cells that were asked before.
     *
     * @param number larger than that of any row of the table
     */
    public SweepJob asAttempt(int number) {
        return new SweepJob(spark, clock, progress, limit, limits, number);
    }

    /**
     * Runs a plan. A cell that fails costs its row; each batch is in the table as soon as it is done. Touches nothing when
     * nothing is to do.
     *
     * @throws icl.jobs.storage.Conflict when the table belongs to another sweep, or another run computes the same
     */
    public Summary run(Plan plan, ResultTable table) {
        return run(plan, this::cut, table);
    }

    private List<List<Shard>> cut(Plan plan, int cores) {
        return limit.isSet() ? canaryFirst(plan, cores) : Batches.of(plan, cores);
    }

    private static List<List<Shard>> canaryFirst(Plan plan, int cores) {
        Plan canary = plan.canary(CANARY);
        Plan rest = plan.without(canary);
        List<List<Shard>> batches = new ArrayList<>(List.of(canary.shards(cores)));
        batches.addAll(rest.todo() == 0 ? List.of() : Batches.of(rest, cores));
        return batches;
    }

    /** The same, cut in a given way: nothing but the number of files may depend on it. */
    Summary run(Plan plan, BiFunction<Plan, Integer, List<List<Shard>>> cut, ResultTable table) {
        if (plan.todo() == 0) {
            return Summary.NOTHING;
        }
        Instant start = clock.instant();
        Run run = new Run(Run.newId(start), plan.sweep().name(), plan.sweep().seed(), attempt, Program.here());
        ResultRun entered = table.enter(run, plan.sweep().source());
        Summary summary = run(plan, cut, table, entered, start);
        entered.left().ifPresent(progress::warn);
        return summary;
    }

    private Summary run(
            Plan plan,
            BiFunction<Plan, Integer, List<List<Shard>>> cut,
            ResultTable table,
            ResultRun entered,
            Instant start) {
        try (entered) {
            Plan left = new Claims(plan, entered.run(), table, PATIENCE).claim();
            requireOwnAttempt(table);
            if (left.todo() == 0) {
                return Summary.NOTHING;
            }
            int cores = Parallelism.of(spark);
            return run(left, cut.apply(left, cores), cores, entered, start);
        }
    }

    /** A retry that was planned before another one ended would give its rows the same keys. */
    private void requireOwnAttempt(ResultTable table) {
        if (attempt > 1 && table.maxAttempt() >= attempt) {
            throw new Conflict("Cannot retry in " + table.name()
                    + ": another retry has ended since this one began (icl retry again does what that left)");
        }
    }

    private Summary run(Plan plan, List<List<Shard>> batches, int cores, ResultRun run, Instant start) {
        run.start(provenance(plan, run.run(), start));
        ProgressTracker tracker = new ProgressTracker(batches, plan.learned(), cores);
        double heartbeatSeconds = Math.max(LEAST_HEARTBEAT, cores / HEARTBEATS_A_SECOND);
        try (Lanes lanes = new Lanes(spark, AT_ONCE, run.run().id());
                ProgressMonitor monitor = new ProgressMonitor(
                        progress, tracker, new HeartbeatReader(run.staged()), limit, plan.todo(), start, clock)) {
            progress.begin(run.run());
            monitor.start(heartbeatSeconds / 2);
            Summary summary =
                    new Publisher(batches, run, lanes, monitor, heartbeatSeconds, limits).publish(limit.isSet());
            run.finish(end(run, summary));
            monitor.finish();
            return summary;
        }
    }

    private Provenance provenance(Plan plan, Run run, Instant start) {
        return new Provenance(
                run,
                start,
                plan.sweep().source(),
                Machine.here(),
                spark.version(),
                spark.conf().get("spark.master"),
                plan.todo(),
                plan.measures().stream().mapToLong(m -> m.done() + m.failed()).sum());
    }

    private RunEnd end(ResultRun run, Summary summary) {
        return new RunEnd(
                run.run().id(),
                clock.instant(),
                summary.ok(),
                summary.failed(),
                summary.cpuSeconds(),
                summary.isStopped() ? Optional.of(RunEnd.MAX_FAILURES) : Optional.empty());
    }
}
