package icl.jobs.progress;

import icl.jobs.commit.TaskCost;
import java.io.Serializable;

/**
 * How far an attempt of a task has come.
 *
 * @param done pairs of cell and measure with a row, failed ones included
 * @param failed of these
 * @param cost what they took
 */
public record Signal(long done, long failed, TaskCost cost) implements Serializable {
    /** Nothing was done yet. */
    public static final Signal NOTHING = new Signal(0, 0, TaskCost.NONE);
}
