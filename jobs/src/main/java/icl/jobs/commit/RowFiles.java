package icl.jobs.commit;

import icl.jobs.parquet.Column;
import icl.jobs.parquet.RowWriter;
import icl.jobs.schema.CurveRow;
import icl.jobs.schema.RestartRow;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.ResultSchema;
import icl.jobs.schema.Table;
import icl.jobs.storage.StagedFile;
import icl.jobs.sweep.CurvePoint;
import icl.jobs.sweep.Restart;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The files that one task writes: results, and where something was trained its restarts and curves. A file is begun with its
 * first row, and complete once {@link #close} has returned. Attempts of one task write files of different names.
 */
public final class RowFiles implements AutoCloseable {
    private final Staging staging;
    private final String id = UUID.randomUUID().toString();
    private final Rows<ResultRow> results = new Rows<>(Table.RESULTS, ResultSchema.columns(), ResultSchema.DISTINCT);
    private final Rows<RestartRow> restarts = new Rows<>(Table.RESTARTS, RestartRow.columns(), RestartRow.DISTINCT);
    private final Rows<CurveRow> curves = new Rows<>(Table.CURVES, CurveRow.columns(), CurveRow.DISTINCT);

    RowFiles(Staging staging) {
        this.staging = staging;
    }

    /** Adds a row with all that belongs to it. */
    public void write(ResultRow row) throws IOException {
        for (Restart restart : row.restarts()) {
            restarts.write(new RestartRow(row, restart));
            for (CurvePoint point : restart.curve()) {
                curves.write(new CurveRow(row, restart, point));
            }
        }
        results.write(row);
    }

    /** The files, once they are closed, with what the task took. */
    public Staged staged(TaskCost cost) {
        Map<Table, StagedFile> files = new EnumMap<>(Table.class);
        for (Rows<?> rows : List.of(curves, restarts, results)) {
            if (rows.writer != null) {
                files.put(rows.table, rows.writer.written());
            }
        }
        return new Staged(files, cost, staging.run().attempt());
    }

    @Override
    public void close() throws IOException {
        curves.close();
        restarts.close();
        results.close();
    }

    /** The file of one table. */
    private final class Rows<R> {
        private final Table table;
        private final List<Column<R>> columns;
        private final Set<String> distinct;
        private RowWriter<R> writer;

        private Rows(Table table, List<Column<R>> columns, Set<String> distinct) {
            this.table = table;
            this.columns = columns;
            this.distinct = distinct;
        }

        void write(R row) throws IOException {
            if (writer == null) {
                String name = table.folder() + "-" + id + ".parquet";
                writer = staging.writer(name, columns, distinct);
            }
            writer.write(row);
        }

        void close() throws IOException {
            if (writer != null) {
                writer.close();
            }
        }
    }
}
