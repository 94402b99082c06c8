package icl.jobs.table;

import java.time.Instant;
import java.util.List;

/**
 * How a run ended: one row of {@code ends}. A run that was killed has none.
 *
 * @param ok rows it added that hold a risk
 * @param failed rows it added that hold an error
 * @param cpuSeconds of all cells together
 */
public record RunEnd(String runId, Instant finishedAt, long ok, long failed, double cpuSeconds) {
    /** The columns of {@code ends}. */
    static List<Column<RunEnd>> columns() {
        return List.of(
                new Column<>("run_id", ColumnType.TEXT, RunEnd::runId),
                new Column<>("finished_at", ColumnType.TIME, RunEnd::finishedAt),
                new Column<>("ok", ColumnType.LONG, RunEnd::ok),
                new Column<>("failed", ColumnType.LONG, RunEnd::failed),
                new Column<>("cpu_seconds", ColumnType.NUMBER, RunEnd::cpuSeconds));
    }
}
