package icl.jobs.commit;

import icl.jobs.parquet.Column;
import icl.jobs.parquet.RowWriter;
import icl.jobs.schema.EndRow;
import icl.jobs.schema.Provenance;
import icl.jobs.schema.Run;
import icl.jobs.schema.RunEnd;
import icl.jobs.schema.Table;
import icl.jobs.storage.Folder;
import icl.jobs.storage.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run that adds rows to a table, and the only writer of its staging folder. Tasks write files into {@link #staging};
 * what {@link #publish(List)} does not name is never seen and goes away with {@link #close}.
 */
public final class ResultRun implements AutoCloseable {
    private final Run run;
    private final Folder table;
    private final Folder staged;
    private final Staging staging;
    private final Publication publication;
    private final Lease lease;
    private int batches;
    private boolean isFinished;
    private Optional<String> left = Optional.empty();

    ResultRun(Run run, Folder table, Folder staged, Lease lease) {
        this.run = run;
        this.lease = lease;
        this.table = table;
        this.staged = staged;
        this.staging = new Staging(staged.toString(), staged.changes(), run);
        this.publication = new Publication(staged, table);
    }

    /** The run, as its rows name it. */
    public Run run() {
        return run;
    }

    /** Where its tasks write. */
    public Staging staging() {
        return staging;
    }

    /** The folder of what is not published yet, as the driver sees it. */
    public Folder staged() {
        return staged;
    }

    /**
     * Publishes one batch. Where folders are renamed in one step, all its results become visible at once, else file by file. Their
     * restarts and curves have been published before, so that no result is ever without them; where a crash leaves them behind,
     * no result names their run and cell, and the views leave them out.
     */
    public void publish(List<Staged> tasks) {
        if (tasks.stream().noneMatch(task -> task.files().containsKey(Table.RESULTS))) {
            return;
        }
        Map<Table, Manifest.Content> contents = new LinkedHashMap<>();
        for (Table of : List.of(Table.CURVES, Table.RESTARTS, Table.RESULTS)) {
            contents.put(of, Manifest.Content.of(of, tasks));
        }
        publish(nextBatch(), contents);
    }

    /** Publishes the row that says how the run ended. */
    public void finish(RunEnd end) {
        String batch = nextBatch();
        publish(Table.ENDS, batch, EndRow.columns(), new EndRow(end, published()));
        isFinished = true;
    }

    /** Publishes the row that says how the run began: the first of all. */
    public void start(Provenance provenance) {
        publish(Table.SWEEPS, nextBatch(), Provenance.columns(), provenance);
    }

    private <R> void publish(Table to, String batch, List<Column<R>> columns, R row) {
        try {
            RowWriter<R> writer = staging.writer(to.folder() + ".parquet", columns, Set.of());
            try (writer) {
                writer.write(row);
            }
            publish(batch, Map.of(to, Manifest.Content.of(writer.written())));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Like a partition of Hive, so that Spark and others look inside. */
    private synchronized String nextBatch() {
        return batch(run.id(), batches++);
    }

    /** The name of a run's batch. */
    public static String batch(String run, int number) {
        return String.format("batch=%s-%05d", run, number);
    }

    private synchronized int published() {
        return batches;
    }

    private void publish(String batch, Map<Table, Manifest.Content> contents) {
        try {
            publication.publish(batch, contents, lease);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Removes what was staged and not published. Where all is published, a failure to do so is no failure of the run: see {@link #left}. */
    @Override
    public void close() {
        try (lease) {
            lease.remove(staged);
            table.in(ResultTable.STAGING).deleteIfEmpty();
        } catch (IOException e) {
            if (!isFinished) {
                throw failed(e);
            }
            left = Optional.of("Cannot remove " + staged + ": " + e.getMessage()
                    + " (all results are published; icl vacuum removes it)");
        }
    }

    /** What {@link #close} could not remove of a run that has finished, and why. */
    public Optional<String> left() {
        return left;
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot write to " + table + ": " + e.getMessage(), e);
    }
}
