package icl.jobs.execute;

import icl.jobs.plan.Shard;
import icl.jobs.table.Machine;
import icl.jobs.table.ResultRow;
import icl.jobs.table.RowWriter;
import icl.jobs.table.Staging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;

/**
 * Computes one of some shards into a file of its own. Attempts of one task write different files, and only the one whose
 * result arrives is published.
 */
final class ShardTask implements MapFunction<Long, ShardResult> {
    private static final long serialVersionUID = 1;

    private final List<Shard> shards;
    private final Staging staging;
    private final Counters counters;

    ShardTask(List<Shard> shards, Staging staging, Counters counters) {
        this.shards = List.copyOf(shards); // can be sent, unlike a part of a list
        this.staging = staging;
        this.counters = counters;
    }

    @Override
    public ShardResult call(Long number) throws IOException {
        String file = "part-" + UUID.randomUUID() + ".parquet";
        CellTask task = new CellTask(staging.run(), Machine.here());
        Tally tally = new Tally();
        try (RowWriter<ResultRow> writer = staging.results(file)) {
            shards.get(number.intValue()).forEach((cell, measure) -> {
                ResultRow row = task.row(cell, measure);
                TaskContext.get().killTaskIfInterrupted(); // then the row may be a victim of that
                write(row, writer);
                tally.add(row);
                counters.add(row);
            });
        }
        return tally.result(file);
    }

    private static void write(ResultRow row, RowWriter<ResultRow> writer) {
        try {
            writer.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts the rows of a file. */
    private static final class Tally {
        private long ok;
        private long failed;
        private double cpuSeconds;

        void add(ResultRow row) {
            ok += row.isOk() ? 1 : 0;
            failed += row.isOk() ? 0 : 1;
            cpuSeconds += row.cpuSeconds();
        }

        ShardResult result(String file) {
            return new ShardResult(file, ok, failed, cpuSeconds);
        }
    }
}
