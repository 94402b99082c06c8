package icl.jobs.watch;

import java.util.List;

/**
 * How a results folder stands: {@code /status.json}.
 *
 * @param folder as the user named it
 * @param sweep that owns it; null while there is no table
 * @param live runs under way
 * @param run the one that is watched: the last one under way, else the last one; null while there is none
 * @param rows published by all runs
 * @param read rows of these from which failures and curves are taken
 * @param version changes with what was read
 * @param failures among these that no later attempt has mended
 * @param problem why the folder could not be read; null when it could
 */
record Status(
        String folder,
        String sweep,
        int live,
        RunStatus run,
        long rows,
        long read,
        long version,
        List<Failures.Kind> failures,
        String problem) {
    Status {
        failures = List.copyOf(failures);
    }

    /**
     * How a run stands.
     *
     * @param state that of its last word; {@code starting} before the first, {@code killed} where the last was none
     * @param told its last word; null before the first
     * @param secondsAgo when that was
     */
    record RunStatus(String runId, String state, ProgressRecord told, double secondsAgo) {}
}
