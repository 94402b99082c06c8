package icl.jobs.execute;

import icl.jobs.commit.ResultRun;
import icl.jobs.isolation.Limits;
import icl.jobs.plan.Shard;
import icl.jobs.progress.ProgressMonitor;
import icl.jobs.progress.ShardResult;
import icl.jobs.progress.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Computes the batches of a run, one Spark job each, and publishes each as soon as it is done. */
final class Publisher {
    private final List<List<Shard>> batches;
    private final ResultRun run;
    private final Lanes lanes;
    private final ProgressMonitor monitor;
    private final double heartbeatSeconds;
    private final Limits limits;

    Publisher(
            List<List<Shard>> batches,
            ResultRun run,
            Lanes lanes,
            ProgressMonitor monitor,
            double heartbeatSeconds,
            Limits limits) {
        this.batches = batches;
        this.run = run;
        this.lanes = lanes;
        this.monitor = monitor;
        this.heartbeatSeconds = heartbeatSeconds;
        this.limits = limits;
    }

    /** All batches, until the run is stopped. */
    Summary publish(boolean firstAlone) {
        int alone = firstAlone ? 1 : 0;
        Summary summary = publish(0, alone).plus(publish(alone, batches.size()));
        return summary.stopped(monitor.isStopped());
    }

    private Summary publish(int from, int to) {
        List<Future<Summary>> running = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int batch = i;
            running.add(lanes.submit(spark -> publish(spark, batch)));
        }
        Summary summary = Summary.NOTHING;
        for (Future<Summary> batch : running) {
            summary = summary.plus(result(batch));
        }
        return summary;
    }

    private static Summary result(Future<Summary> batch) {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The sweep was interrupted", e);
        }
    }

    private Summary publish(SparkSession spark, int batch) {
        if (monitor.isStopped()) {
            return Summary.NOTHING;
        }
        monitor.begin(batch);
        List<ShardResult> results = compute(spark, batch);
        run.publish(results.stream().map(ShardResult::rows).toList());
        monitor.end(batch, results);
        return results.stream().map(Summary::of).reduce(Summary.NOTHING, Summary::plus);
    }

    private List<ShardResult> compute(SparkSession spark, int batch) {
        List<Shard> shards = batches.get(batch);
        spark.conf()
                .set("spark.job.description", description(batch)); // what Spark's pages and its event log call the job
        return spark.range(0, shards.size(), 1, shards.size())
                .map(
                        new ShardTask(batch, shards, run.staging(), heartbeatSeconds, limits),
                        Encoders.javaSerialization(ShardResult.class))
                .collectAsList();
    }

    /** {@code icl sixty: batch 2 of 5, 1,200 risks}. */
    private String description(int batch) {
        long pairs = batches.get(batch).stream().mapToLong(Shard::pairs).sum();
        return String.format(
                Locale.ROOT, "icl %s: batch %d of %d, %,d risks", run.run().sweep(), batch + 1, batches.size(), pairs);
    }
}
