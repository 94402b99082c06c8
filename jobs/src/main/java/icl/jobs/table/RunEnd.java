package icl.jobs.table;

import java.time.Instant;

/**
 * How a run ended.
 *
 * @param ok rows it added that hold a risk
 * @param failed rows it added that hold an error
 * @param cpuSeconds of all cells together
 */
public record RunEnd(String runId, Instant finishedAt, long ok, long failed, double cpuSeconds) {}
