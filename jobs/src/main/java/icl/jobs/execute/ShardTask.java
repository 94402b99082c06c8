package icl.jobs.execute;

import icl.jobs.plan.Shard;
import icl.jobs.table.Machine;
import icl.jobs.table.ResultRow;
import icl.jobs.table.RowFiles;
import icl.jobs.table.Signal;
import icl.jobs.table.Staging;
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
    private final double signalSeconds;

    /** @param signalSeconds between two signals of a task, at least */
    ShardTask(int batch, List<Shard> shards, Staging staging, double signalSeconds) {
        this.batch = batch;
        this.shards = List.copyOf(shards); // can be sent, unlike a part of a list
        this.staging = staging;
        this.signalSeconds = signalSeconds;
    }

    @Override
    public ShardResult call(Long number) throws IOException {
        Shard shard = shards.get(number.intValue());
        CellTask task = new CellTask(staging.run(), Machine.here());
        Odometer odometer = new Odometer(staging.signals(batch, number.intValue()), signalSeconds);
        odometer.begin(shard.seconds());
        RowFiles files = staging.rows();
        try (files) {
            shard.forEach((cell, measure) -> {
                if (!odometer.isStopped()) {
                    ResultRow row = task.row(cell, measure);
                    TaskContext.get().killTaskIfInterrupted(); // then the row may be a victim of that
                    write(row, files);
                    odometer.add(row);
                }
            });
        }
        Signal end = odometer.end();
        return new ShardResult(files.staged(end.cost()), end);
    }

    private static void write(ResultRow row, RowFiles files) {
        try {
            files.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
