package icl.jobs.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended: one row of {@code ends}. A run that was killed has none.
 *
 * @param ok rows it added that hold a risk
 * @param failed rows it added that hold an error
 * @param cpuSeconds of all cells together
 * @param stopped why it ended before everything was done, in a word
 */
public record RunEnd(
        String runId, Instant finishedAt, long ok, long failed, double cpuSeconds, Optional<String> stopped) {
    /** More rows failed than the user allowed. */
    public static final String MAX_FAILURES = "max_failures";

    /** The end of a run that did everything. */
    public RunEnd(String runId, Instant finishedAt, long ok, long failed, double cpuSeconds) {
        this(runId, finishedAt, ok, failed, cpuSeconds, Optional.empty());
    }

    /** The columns of {@code ends}. */
    static List<Column<RunEnd>> columns() {
        return List.of(
                new Column<>("run_id", ColumnType.TEXT, RunEnd::runId),
                new Column<>("finished_at", ColumnType.TIME, RunEnd::finishedAt),
                new Column<>("ok", ColumnType.LONG, RunEnd::ok),
                new Column<>("failed", ColumnType.LONG, RunEnd::failed),
                new Column<>("cpu_seconds", ColumnType.NUMBER, RunEnd::cpuSeconds),
                // up to here the names and their order are fixed
                new Column<>("stopped", ColumnType.TEXT, e -> e.stopped.orElse(null)));
    }
}
