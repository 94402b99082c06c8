package icl.jobs.watch;

import java.util.List;

/**
 * The status of a results folder: {@code /status.json}.
 *
 * @param folder as the user named it
 * @param sweep that owns it; null while there is no table
 * @param live number of running runs
 * @param run the monitored run: the last running one, else the last one; null while there is none
 * @param rows published by all runs
 * @param read number of these rows from which failures and curves are taken
 * @param version changes with what was read
 * @param failures among these that no later attempt has repaired
 * @param problem why the folder could not be read; null when it could
 */
record FolderStatus(
        String folder,
        String sweep,
        int live,
        RunStatus run,
        long rows,
        long read,
        long version,
        List<Failures.Kind> failures,
        String problem) {
    FolderStatus {
        failures = List.copyOf(failures);
    }

    /**
     * The status of a run.
     *
     * @param state that of its last progress; {@code starting} before the first, {@code killed} where it ended without a last one
     * @param told its last progress; null before the first
     * @param secondsAgo age of that progress
     */
    record RunStatus(String runId, String state, ProgressRecord told, double secondsAgo) {}
}
