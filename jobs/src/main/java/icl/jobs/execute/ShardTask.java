package icl.jobs.execute;

import icl.core.check.Memory;
import icl.jobs.commit.RowFiles;
import icl.jobs.commit.Staging;
import icl.jobs.isolation.CellTask;
import icl.jobs.isolation.Limits;
import icl.jobs.plan.Pair;
import icl.jobs.plan.Shard;
import icl.jobs.progress.HeartbeatWriter;
import icl.jobs.progress.ShardResult;
import icl.jobs.progress.TaskHeartbeat;
import icl.jobs.progress.TaskMetrics;
import icl.jobs.schema.Machine;
import icl.jobs.schema.ResultRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;

/**
 * Computes one of the shards of a batch into files of its own. Attempts of one task write different files, and only those
 * whose result arrives are published.
 */
final class ShardTask implements MapFunction<Long, ShardResult> {
    private static final long serialVersionUID = 1;

    private final int batch;
    private final List<Shard> shards;
    private final Staging staging;
    private final double heartbeatSeconds;
    private final Limits limits;

    /** @param heartbeatSeconds between two heartbeats of a task, at least */
    ShardTask(int batch, List<Shard> shards, Staging staging, double heartbeatSeconds, Limits limits) {
        this.batch = batch;
        this.shards = List.copyOf(shards); // can be sent, unlike a part of a list
        this.staging = staging;
        this.heartbeatSeconds = heartbeatSeconds;
        this.limits = limits;
    }

    @Override
    public ShardResult call(Long number) throws IOException {
        Memory.shareAmong(Slots.here());
        Shard shard = shards.get(number.intValue());
        TaskContext context = TaskContext.get();
        CellTask task = new CellTask(staging.run(), Machine.here(), limits, context::isInterrupted);
        TaskMetrics metrics =
                new TaskMetrics(new HeartbeatWriter(staging.open(), batch, number.intValue()), heartbeatSeconds);
        metrics.begin(shard.seconds());
        RowFiles files = staging.rows();
        try (task;
                files) {
            shard.forEachPair(pair -> {
                if (!metrics.isStopped()) {
                    ResultRow row = row(task, pair, context);
                    write(row, files);
                    metrics.add(row);
                }
            });
        }
        TaskHeartbeat end = metrics.end();
        return new ShardResult(files.staged(end.cost()), end);
    }

    /** A row that is not a victim of the task's being killed. */
    private static ResultRow row(CellTask task, Pair pair, TaskContext context) {
        try {
            return task.row(pair);
        } finally {
            context.killTaskIfInterrupted();
        }
    }

    private static void write(ResultRow row, RowFiles files) {
        try {
            files.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
