package icl.jobs.isolation;

import icl.core.check.Interrupted;
import icl.jobs.plan.Pair;
import icl.jobs.schema.ErrorKind;
import icl.jobs.schema.Machine;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.Run;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Measure;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Makes the row of a cell and a measure, whatever happens on the way. Cells that run code of the user's own are computed in a
 * process of their own. Plain Java; for the thread that made it.
 */
public final class CellTask implements AutoCloseable {
    private final Run run;
    private final Machine machine;
    private final Limits limits;
    private final CellTimeout timeout;
    private final Isolation isolation;

    /** @param isAbandoned whether nobody waits for the rows any more; asked by another thread */
    public CellTask(Run run, Machine machine, Limits limits, BooleanSupplier isAbandoned) {
        this.run = run;
        this.machine = machine;
        this.limits = limits;
        this.timeout = new CellTimeout(limits, isAbandoned);
        this.isolation = new Isolation(limits, isAbandoned);
    }

    /**
     * The row: the estimate, or why there is none.
     *
     * @throws Interrupted when nobody waits for it any more
     */
    public ResultRow row(Pair pair) {
        return row(pair.cell(), pair.measure(), outcome(pair));
    }

    private Outcome outcome(Pair pair) {
        if (CustomCode.isIn(pair)) {
            return isolation.outcome(pair, run.seed());
        }
        Outcome outcome = outcome(pair.cell(), pair.measure());
        return outcome.is(ErrorKind.MEMORY) ? withMemoryOfItsOwn(pair, outcome) : outcome;
    }

    /** Other cells may have used up what they share. */
    Outcome withMemoryOfItsOwn(Pair pair, Outcome outcome) {
        try {
            return isolation.outcomeInNew(pair, run.seed());
        } catch (OutOfMemoryError e) { // none is left even to ask
            return outcome;
        }
    }

    private Outcome outcome(Cell cell, Measure measure) {
        return outcome(Stopwatch.start(measure.cost(cell.question())), () -> measure.estimate(cell, run.seed()));
    }

    /** Of what is computed in this thread. */
    Outcome outcome(Stopwatch stopwatch, Supplier<Estimate> estimates) {
        timeout.begin();
        try {
            Outcome outcome = Outcome.of(estimates.get(), stopwatch.seconds());
            timeout.end();
            return outcome;
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            boolean isLate = timeout.end();
            if (e instanceof Interrupted interrupted && !isLate) {
                throw interrupted;
            }
            return isLate ? Outcome.late(limits, stopwatch.seconds()) : Outcome.failed(e, stopwatch.seconds());
        }
    }

    ResultRow row(Cell cell, Measure measure, Outcome outcome) {
        return new ResultRow(
                run,
                cell,
                measure,
                outcome.estimate(),
                outcome.error().map(CellError::text),
                outcome.error().map(CellError::kind),
                outcome.estimate().map(Estimate::restarts).orElse(outcome.restarts()),
                machine,
                outcome.cpuSeconds());
    }

    @Override
    public void close() {
        timeout.close();
        isolation.close();
    }
}
