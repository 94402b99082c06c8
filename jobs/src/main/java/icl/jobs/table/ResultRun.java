package icl.jobs.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One run that adds rows to a table, and the only writer of its staging folder. Tasks write files into {@link #staging};
 * what {@link #publish(List)} does not name is never seen and goes away with {@link #close}.
 */
public final class ResultRun implements AutoCloseable {
    private final Provenance provenance;
    private final Folder table;
    private final Folder staged;
    private final Staging staging;
    private int batches;

    ResultRun(Provenance provenance, Folder table, Folder staged) {
        this.provenance = provenance;
        this.table = table;
        this.staged = staged;
        this.staging = new Staging(staged.toString(), staged.changes(), provenance.run());
    }

    public Provenance provenance() {
        return provenance;
    }

    public Staging staging() {
        return staging;
    }

    /** What its tasks tell while they run. */
    public Signals signals() {
        return new Signals(staged);
    }

    /**
     * Publishes one batch: all its results become visible in one step, and with them their restarts and curves. These have
     * been moved before, so that no result is ever without them; where a crash leaves them behind, no result names their run
     * and cell, and the views leave them out.
     */
    public void publish(List<Staged> tasks) {
        String batch = nextBatch();
        for (Table table : List.of(Table.CURVES, Table.RESTARTS, Table.RESULTS)) {
            List<String> files = tasks.stream()
                    .flatMap(task -> Stream.ofNullable(task.files().get(table)))
                    .toList();
            if (!files.isEmpty()) {
                publish(table, batch, files);
            }
        }
    }

    /** Publishes the row that says how the run ended. */
    public void finish(RunEnd end) {
        publish(Table.ENDS, RunEnd.columns(), end);
    }

    <R> void publish(Table to, List<Column<R>> columns, R row) {
        String file = to.folder() + ".parquet";
        try (RowWriter<R> writer = staging.writer(file, columns, Set.of())) {
            writer.write(row);
        } catch (IOException e) {
            throw failed(e);
        }
        publish(to, nextBatch(), List.of(file));
    }

    /** Like a partition of Hive, so that Spark and others look inside. */
    private synchronized String nextBatch() {
        return String.format("batch=%s-%05d", provenance.run().id(), batches++);
    }

    private void publish(Table to, String name, List<String> files) {
        try {
            Folder batch = staged.in(to.folder()).in(name);
            for (int i = 0; i < files.size(); i++) {
                staged.in(files.get(i)).moveTo(batch.in(String.format("part-%05d.parquet", i)));
            }
            batch.moveTo(table.in(to.folder()).in(name));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Removes what was staged and not published. */
    @Override
    public void close() {
        try {
            staged.delete();
            table.in(ResultTable.STAGING).deleteIfEmpty();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot write to " + table + ": " + e.getMessage(), e);
    }
}
