package icl.jobs.progress;

import icl.jobs.commit.MeasureCost;

/**
 * What a run has added to its table.
 *
 * @param ok rows that hold a risk
 * @param failed rows that hold an error
 * @param cpuSeconds of their cells
 * @param isStopped whether it ended early because too many failed
 */
public record Summary(long ok, long failed, double cpuSeconds, boolean isStopped) {
    /** No rows. */
    public static final Summary NOTHING = new Summary(0, 0, 0, false);

    /** What one task has added. */
    public static Summary of(ShardResult result) {
        TaskHeartbeat end = result.end();
        double cpuSeconds = end.cost().measures().stream()
                .mapToDouble(MeasureCost::cpuSeconds)
                .sum();
        return new Summary(end.done() - end.failed(), end.failed(), cpuSeconds, false);
    }

    /** Both together. */
    public Summary plus(Summary other) {
        return new Summary(
                ok + other.ok, failed + other.failed, cpuSeconds + other.cpuSeconds, isStopped || other.isStopped);
    }

    /** The same, stopped or not. */
    public Summary stopped(boolean stopped) {
        return new Summary(ok, failed, cpuSeconds, stopped);
    }

    /** All rows, failed ones included. */
    public long rows() {
        return ok + failed;
    }
}
