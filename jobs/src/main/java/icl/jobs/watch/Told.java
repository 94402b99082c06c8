package icl.jobs.watch;

import icl.jobs.schema.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What a run told last, as its progress file has it; docs/table-format.md says what the components mean. */
public record Told(
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

    public Told {
        Instant.parse(time);
        Objects.requireNonNull(runId);
        Objects.requireNonNull(sweep);
        Objects.requireNonNull(state);
    }

    /** What a run would tell that has published so much since it was started. */
    static Told of(String runId, String sweep, long done, long failed, long total, Instant now) {
        double seconds =
                Math.max(1e-3, Duration.between(Run.startedAt(runId), now).toMillis() / 1e3);
        double rate = done / seconds;
        double left = done > 0 ? (total - done) / rate : Double.MAX_VALUE; // nobody knows
        return new Told(now.toString(), runId, sweep, done, failed, total, rate, seconds, left, RUNNING);
    }

    boolean isRunning() {
        return state.equals(RUNNING);
    }

    double secondsAgo(Instant now) {
        return Math.max(0, Duration.between(Instant.parse(time), now).toMillis() / 1e3);
    }
}
