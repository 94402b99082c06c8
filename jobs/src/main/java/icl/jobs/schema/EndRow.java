package icl.jobs.schema;

import icl.jobs.parquet.Column;
import icl.jobs.parquet.ColumnType;
import java.util.List;
import java.util.function.Function;

/**
 * How a run ended, with what it published: one row of that table. A run that was killed has none.
 *
 * @param batches those of its start and of this row included; their numbers are 0 to {@code batches} - 1
 */
public record EndRow(RunEnd end, int batches) {
    /** The columns of {@code ends}. */
    public static List<Column<EndRow>> columns() {
        return List.of(
                of("run_id", ColumnType.TEXT, RunEnd::runId),
                of("finished_at", ColumnType.TIME, RunEnd::finishedAt),
                of("ok", ColumnType.LONG, RunEnd::ok),
                of("failed", ColumnType.LONG, RunEnd::failed),
                of("cpu_seconds", ColumnType.NUMBER, RunEnd::cpuSeconds),
                new Column<>("batches", ColumnType.INT, EndRow::batches),
                of("stopped", ColumnType.TEXT, end -> end.stopped().orElse(null)));
    }

    private static Column<EndRow> of(String name, ColumnType type, Function<RunEnd, ?> value) {
        return new Column<>(name, type, row -> value.apply(row.end));
    }
}
