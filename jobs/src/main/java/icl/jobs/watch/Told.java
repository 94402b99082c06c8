package icl.jobs.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What a run told last, as its progress file has it; docs/table-format.md says what the components mean. */
record Told(
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

    Told {
        Instant.parse(time);
        Objects.requireNonNull(runId);
        Objects.requireNonNull(sweep);
        Objects.requireNonNull(state);
    }

    boolean isRunning() {
        return state.equals(RUNNING);
    }

    double secondsAgo(Instant now) {
        return Math.max(0, Duration.between(Instant.parse(time), now).toMillis() / 1e3);
    }
}
