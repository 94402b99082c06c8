package icl.jobs.schema;

import icl.core.check.Require;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Restart;
import java.util.List;
import java.util.Optional;

/**
 * What one measure found in one cell: an estimate or an error.
 *
 * @param restarts of training, those of a cell that failed included
 * @param machine where it was computed
 * @param cpuSeconds processor time it took
 */
public record ResultRow(
        Run run,
        Cell cell,
        Measure measure,
        Optional<Estimate> estimate,
        Optional<String> error,
        Optional<ErrorKind> errorKind,
        List<Restart> restarts,
        Machine machine,
        double cpuSeconds) {
    public ResultRow {
        Require.that(estimate.isPresent() != error.isPresent(), "row", cell.id(), "an estimate or an error");
        Require.that(errorKind.isPresent() == error.isPresent(), "row", cell.id(), "an error with its kind");
        restarts = List.copyOf(restarts);
    }

    /** Whether it holds an estimate. */
    public boolean isOk() {
        return estimate.isPresent();
    }
}
