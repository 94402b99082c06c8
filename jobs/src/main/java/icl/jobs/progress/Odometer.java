package icl.jobs.progress;

import icl.jobs.commit.MeasureCost;
import icl.jobs.commit.TaskCost;
import icl.jobs.schema.ResultRow;
import icl.jobs.sweep.Measure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what one attempt of a task does, and tells it from time to time. Nothing that goes wrong in telling harms the task.
 * For one thread.
 */
public final class Odometer {
    private final SignalWriter signals;
    private final long everyNanos;
    private final long start = System.nanoTime();
    private final Map<Measure, Cost> costs = new LinkedHashMap<>();
    private long next;
    private long done;
    private long failed;
    private boolean isStopped;

    /** What the rows of one measure took. */
    private static final class Cost {
        private long rows;
        private double predicted;
        private double taken;
    }

    /** @param everySeconds between two signals, at least */
    public Odometer(SignalWriter signals, double everySeconds) {
        this.signals = signals;
        this.everyNanos = (long) (everySeconds * 1e9);
        this.next = start + everyNanos;
    }

    /** At the start of a task that is expected to take so many seconds. */
    public void begin(double seconds) {
        isStopped = asked();
        if (seconds * 1e9 >= everyNanos) {
            tell();
        }
    }

    /** Counts a row. */
    public void add(ResultRow row) {
        done++;
        failed += row.isOk() ? 0 : 1;
        Cost cost = costs.computeIfAbsent(row.measure(), measure -> new Cost());
        cost.rows++;
        cost.predicted += row.measure().cost(row.cell().question());
        cost.taken += row.cpuSeconds();
        long now = System.nanoTime();
        if (now - next >= 0) {
            isStopped = asked();
            tell();
            next = now + everyNanos;
        }
    }

    /** Whether the task should end with what it has. */
    public boolean isStopped() {
        return isStopped;
    }

    /** All that was done; told once more where the task was long enough to be followed. */
    public Signal end() {
        if (System.nanoTime() - start >= everyNanos) {
            tell();
        }
        return signal();
    }

    private Signal signal() {
        List<MeasureCost> measures = new ArrayList<>();
        costs.forEach((measure, cost) ->
                measures.add(new MeasureCost(measure.kind(), cost.rows, cost.predicted, cost.taken)));
        return new Signal(done, failed, new TaskCost((System.nanoTime() - start) / 1e9, measures));
    }

    private void tell() {
        try {
            signals.tell(signal());
        } catch (IOException e) {
            // then the driver knows it later
        }
    }

    private boolean asked() {
        try {
            return signals.isStopped();
        } catch (IOException e) {
            return isStopped; // and asks again
        }
    }
}
