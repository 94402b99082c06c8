package icl.jobs.progress;

import icl.jobs.commit.TaskCost;
import java.io.Serializable;

/**
 * How far one attempt of a task has come.
 *
 * @param done pairs of cell and measure with a row, failed ones included
 * @param failed pairs among these that failed
 * @param cost time that these took
 */
public record TaskHeartbeat(long done, long failed, TaskCost cost) implements Serializable {
    /** Nothing is done yet. */
    public static final TaskHeartbeat NOTHING = new TaskHeartbeat(0, 0, TaskCost.NONE);
}
