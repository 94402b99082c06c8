package icl.jobs.execute;

/**
 * What a run has added to its table.
 *
 * @param ok rows that hold a risk
 * @param failed rows that hold an error
 * @param cpuSeconds of their cells
 */
public record Summary(long ok, long failed, double cpuSeconds) {
    static final Summary NOTHING = new Summary(0, 0, 0);

    static Summary of(ShardResult result) {
        return new Summary(result.ok(), result.failed(), result.cpuSeconds());
    }

    Summary plus(Summary other) {
        return new Summary(ok + other.ok, failed + other.failed, cpuSeconds + other.cpuSeconds);
    }

    public long rows() {
        return ok + failed;
    }
}
