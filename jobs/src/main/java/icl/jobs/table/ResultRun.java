package icl.jobs.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * One run that adds rows to a table, and the only writer of its staging folder. Tasks write files into {@link #staging};
 * what {@link #publish} does not name is never seen and goes away with {@link #close}.
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

    /**
     * Publishes one batch of results: all its rows become visible in one step.
     *
     * @param files names of complete files in the staging folder
     */
    public void publishResults(List<String> files) {
        publish(Table.RESULTS, files);
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
        publish(to, List.of(file));
    }

    private synchronized void publish(Table to, List<String> files) {
        // like a partition of Hive, so that Spark and others look inside
        String name = String.format("batch=%s-%05d", provenance.run().id(), batches++);
        try {
            Folder batch = staged.in(name);
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
