package icl.jobs.watch;

import icl.jobs.schema.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** A line of a progress file. docs/table-format.md describes its fields. */
public record ProgressRecord(
        String time,
        String runId,
        String sweep,
        long done,
        long failed,
        long total,
        double rate,
        double seconds,
        double secondsLeft,
        String state) {
    private static final String RUNNING = "running";

    public ProgressRecord {
        Instant.parse(time);
        Objects.requireNonNull(runId);
        Objects.requireNonNull(sweep);
        Objects.requireNonNull(state);
    }

    /** The progress of a run that keeps no progress file, from what it has published. */
    static ProgressRecord of(String runId, String sweep, long done, long failed, long total, Instant now) {
        double seconds =
                Math.max(1e-3, Duration.between(Run.startedAt(runId), now).toMillis() / 1e3);
        double rate = done / seconds;
        double left = done > 0 ? (total - done) / rate : Double.MAX_VALUE; // unknown
        return new ProgressRecord(now.toString(), runId, sweep, done, failed, total, rate, seconds, left, RUNNING);
    }

    boolean isRunning() {
        return state.equals(RUNNING);
    }

    double secondsAgo(Instant now) {
        return Math.max(0, Duration.between(Instant.parse(time), now).toMillis() / 1e3);
    }
}
