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
 * Counts the rows and costs of one attempt of a task and writes heartbeats. Errors while writing a heartbeat do not affect the task.
 * For one thread.
 */
public final class TaskMetrics {
    private final HeartbeatWriter heartbeats;
    private final long everyNanos;
    private final long start = System.nanoTime();
    private final Map<Measure, Cost> costs = new LinkedHashMap<>();
    private long next;
    private long done;
    private long failed;
    private boolean isStopped;

    /** Sums over the rows of one measure. */
    private static final class Cost {
        private long rows;
        private double predicted;
        private double taken;
    }

    /** @param everySeconds least time between two heartbeats */
    public TaskMetrics(HeartbeatWriter heartbeats, double everySeconds) {
        this.heartbeats = heartbeats;
        this.everyNanos = (long) (everySeconds * 1e9);
        this.next = start + everyNanos;
    }

    /** Starts the task. A task that should take longer than a heartbeat interval writes its first heartbeat now. */
    public void begin(double seconds) {
        isStopped = stopIsRequested();
        if (seconds * 1e9 >= everyNanos) {
            write();
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
            isStopped = stopIsRequested();
            write();
            next = now + everyNanos;
        }
    }

    /** Whether the task should end early, with the rows that it has. */
    public boolean isStopped() {
        return isStopped;
    }

    /** The totals of the task. A task longer than a heartbeat interval writes them once more. */
    public TaskHeartbeat end() {
        if (System.nanoTime() - start >= everyNanos) {
            write();
        }
        return heartbeat();
    }

    private TaskHeartbeat heartbeat() {
        List<MeasureCost> measures = new ArrayList<>();
        costs.forEach((measure, cost) ->
                measures.add(new MeasureCost(measure.kind(), cost.rows, cost.predicted, cost.taken)));
        return new TaskHeartbeat(done, failed, new TaskCost((System.nanoTime() - start) / 1e9, measures));
    }

    private void write() {
        try {
            heartbeats.write(heartbeat());
        } catch (IOException e) {
            // the next heartbeat tells it
        }
    }

    private boolean stopIsRequested() {
        try {
            return heartbeats.isStopped();
        } catch (IOException e) {
            return isStopped; // the next call asks again
        }
    }
}
