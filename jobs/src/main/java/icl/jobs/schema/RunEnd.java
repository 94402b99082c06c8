package icl.jobs.schema;

import java.time.Instant;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param ok rows it added that hold a risk
 * @param failed rows it added that hold an error
 * @param cpuSeconds of all cells together
 * @param stopped why it ended before everything was done, in a word
 */
public record RunEnd(
        String runId, Instant finishedAt, long ok, long failed, double cpuSeconds, Optional<String> stopped) {
    /** More rows failed than the user allowed. */
    public static final String MAX_FAILURES = "max_failures";

    /** The end of a run that did everything. */
    public RunEnd(String runId, Instant finishedAt, long ok, long failed, double cpuSeconds) {
        this(runId, finishedAt, ok, failed, cpuSeconds, Optional.empty());
    }
}
