package icl.jobs.isolation;

import icl.jobs.schema.ErrorKind;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.TrainingFailed;
import java.util.List;
import java.util.Optional;

/**
 * What came of computing a cell: an estimate or an error.
 *
 * @param restarts of the training of a cell that failed; those of an estimate are in it
 * @param cpuSeconds it took
 */
record Outcome(Optional<Estimate> estimate, Optional<CellError> error, List<Restart> restarts, double cpuSeconds) {
    static Outcome of(Estimate estimate, double cpuSeconds) {
        return new Outcome(Optional.of(estimate), Optional.empty(), List.of(), cpuSeconds);
    }

    static Outcome failed(Throwable thrown, double cpuSeconds) {
        List<Restart> restarts = thrown instanceof TrainingFailed training ? training.restarts() : List.of();
        return new Outcome(Optional.empty(), Optional.of(CellError.of(thrown)), restarts, cpuSeconds);
    }

    static Outcome failed(ErrorKind kind, String text, double cpuSeconds) {
        return new Outcome(Optional.empty(), Optional.of(new CellError(kind, text)), List.of(), cpuSeconds);
    }

    /** A cell that took longer than it may. */
    static Outcome late(Limits limits, double cpuSeconds) {
        return failed(ErrorKind.TIMEOUT, "Stopped after " + limits.text() + " (the --timeout of a cell)", cpuSeconds);
    }

    boolean is(ErrorKind kind) {
        return error.isPresent() && error.get().kind() == kind;
    }
}
