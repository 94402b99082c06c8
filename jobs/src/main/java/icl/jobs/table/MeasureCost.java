package icl.jobs.table;

import icl.core.check.Require;
import java.io.Serializable;

/**
 * What the rows of one measure took in one task.
 *
 * @param measure its kind
 * @param predictedSeconds of one core
 * @param cpuSeconds processor time
 */
public record MeasureCost(String measure, long rows, double predictedSeconds, double cpuSeconds)
        implements Serializable {
    public MeasureCost {
        Require.finite("predictedSeconds", predictedSeconds);
        Require.finite("cpuSeconds", cpuSeconds);
    }
}
