package icl.jobs.execute;

import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.table.Machine;
import icl.jobs.table.Program;
import icl.jobs.table.Provenance;
import icl.jobs.table.ResultRun;
import icl.jobs.table.ResultTable;
import icl.jobs.table.Run;
import icl.jobs.table.RunEnd;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Computes what a plan leaves to do and adds it to a table. */
public final class SweepJob {
    /** Batches under way at once: the cores that the end of one leaves idle work on the next. */
    private static final int AT_ONCE = 2;

    private final SparkSession spark;
    private final InstantSource clock;
    private final Progress progress;
    private final Limits limits;

    public SweepJob(SparkSession spark, InstantSource clock, Progress progress) {
        this(spark, clock, progress, Limits.NONE);
    }

    private SweepJob(SparkSession spark, InstantSource clock, Progress progress, Limits limits) {
        this.spark = spark;
        this.clock = clock;
        this.progress = progress;
        this.limits = limits;
    }

    /** This job with limits for its cells. */
    public SweepJob within(Limits given) {
        return new SweepJob(spark, clock, progress, given);
    }

    /**
     * Runs a plan. A cell that fails costs its row; each batch is in the table as soon as it is done. Touches nothing when
     * nothing is to do.
     *
     * @throws icl.jobs.table.Conflict when the table belongs to another sweep
     */
    public Summary run(Plan plan, ResultTable table) {
        if (plan.todo() == 0) {
            return Summary.NOTHING;
        }
        return run(plan, Batches.of(plan, spark.sparkContext().defaultParallelism()), table);
    }

    /** The same, cut in a given way: nothing but the number of files may depend on it. */
    Summary run(Plan plan, List<List<Shard>> batches, ResultTable table) {
        Instant start = clock.instant();
        Counters counters = Counters.in(spark.sparkContext());
        try (ResultRun run = table.begin(provenance(plan, start));
                Meter meter = new Meter(progress, counters, plan.todo(), start, clock)) {
            Summary summary = run(batches, run, counters);
            run.finish(end(run, summary));
            meter.finish(summary);
            return summary;
        }
    }

    private Summary run(List<List<Shard>> batches, ResultRun run, Counters counters) {
        ExecutorService drivers = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Summary>> running = new ArrayList<>();
        batches.forEach(batch -> running.add(drivers.submit(() -> publish(batch, run, counters))));
        try {
            Summary summary = Summary.NOTHING;
            for (Future<Summary> batch : running) {
                summary = summary.plus(batch.get());
            }
            return summary;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The sweep was interrupted", e);
        } finally {
            drivers.shutdownNow();
            spark.interruptTag(tag(run)); // what is still running then is of no use
        }
    }

    private Summary publish(List<Shard> batch, ResultRun run, Counters counters) {
        spark.addTag(tag(run));
        List<ShardResult> results = spark.range(0, batch.size(), 1, batch.size())
                .map(
                        new ShardTask(batch, run.staging(), counters, limits),
                        Encoders.javaSerialization(ShardResult.class))
                .collectAsList();
        run.publish(results.stream().map(ShardResult::rows).toList());
        return results.stream().map(Summary::of).reduce(Summary.NOTHING, Summary::plus);
    }

    private static String tag(ResultRun run) {
        return run.provenance().run().id();
    }

    private Provenance provenance(Plan plan, Instant start) {
        Run run = new Run(Run.newId(start), plan.sweep().name(), plan.sweep().seed(), Program.here());
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
                run.provenance().run().id(), clock.instant(), summary.ok(), summary.failed(), summary.cpuSeconds());
    }
}
