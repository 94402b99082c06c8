package icl.jobs.execute;

import icl.core.check.Invalid;
import icl.core.risk.NoClosedForm;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.TrainingFailed;
import icl.jobs.table.Machine;
import icl.jobs.table.ResultRow;
import icl.jobs.table.Run;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the row of a cell and a measure, whatever happens on the way. Plain Java; for one thread. */
public final class CellTask {
    /** The longest text of an error that a row keeps. */
    private static final int LONGEST_ERROR = 1000;

    private final Run run;
    private final Machine machine;

    public CellTask(Run run, Machine machine) {
        this.run = run;
        this.machine = machine;
    }

    /** The row: the estimate, or what was thrown in its place. */
    public ResultRow row(Cell cell, Measure measure) {
        return row(cell, measure, () -> measure.estimate(cell, run.seed()));
    }

    ResultRow row(Cell cell, Measure measure, Supplier<Estimate> estimates) {
        Stopwatch watch = Stopwatch.start(measure.cost(cell.question()));
        try {
            Estimate estimate = estimates.get();
            return new ResultRow(
                    run,
                    cell,
                    measure,
                    Optional.of(estimate),
                    Optional.empty(),
                    estimate.restarts(),
                    machine,
                    watch.seconds(),
                    1);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            return new ResultRow(
                    run,
                    cell,
                    measure,
                    Optional.empty(),
                    Optional.of(text(e)),
                    e instanceof TrainingFailed training ? training.restarts() : List.of(),
                    machine,
                    watch.seconds(),
                    1);
        }
    }

    /** One line: our own words as they are; of anything else also its class and where it was thrown. */
    static String text(Throwable e) {
        boolean isOurs = e instanceof Invalid || e instanceof NoClosedForm || e instanceof TrainingFailed;
        String text = isOurs ? e.getMessage() : e + at(e.getStackTrace());
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "...";
    }

    private static String at(StackTraceElement[] trace) {
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
