package icl.jobs.execute;

import icl.jobs.plan.Pair;
import icl.jobs.plan.Shard;
import icl.jobs.table.Machine;
import icl.jobs.table.ResultRow;
import icl.jobs.table.RowFiles;
import icl.jobs.table.Staged;
import icl.jobs.table.Staging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;

/**
 * Computes one of some shards into files of its own. Attempts of one task write different files, and only those whose result
 * arrives are published.
 */
final class ShardTask implements MapFunction<Long, ShardResult> {
    private static final long serialVersionUID = 1;

    private final List<Shard> shards;
    private final Staging staging;
    private final Counters counters;
    private final Limits limits;

    ShardTask(List<Shard> shards, Staging staging, Counters counters, Limits limits) {
        this.shards = List.copyOf(shards); // can be sent, unlike a part of a list
        this.staging = staging;
        this.counters = counters;
        this.limits = limits;
    }

    @Override
    public ShardResult call(Long number) throws IOException {
        TaskContext context = TaskContext.get();
        CellTask task = new CellTask(staging.run(), Machine.here(), limits, context::isInterrupted);
        Tally tally = new Tally();
        RowFiles files = staging.rows();
        try (task;
                files) {
            shards.get(number.intValue()).forEachPair(pair -> {
                ResultRow row = row(task, pair, context);
                write(row, files);
                tally.add(row);
                counters.add(row);
            });
        }
        return tally.result(files.staged());
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

    /** Counts rows. */
    private static final class Tally {
        private long ok;
        private long failed;
        private double cpuSeconds;

        void add(ResultRow row) {
            ok += row.isOk() ? 1 : 0;
            failed += row.isOk() ? 0 : 1;
            cpuSeconds += row.cpuSeconds();
        }

        ShardResult result(Staged rows) {
            return new ShardResult(rows, ok, failed, cpuSeconds);
        }
    }
}
