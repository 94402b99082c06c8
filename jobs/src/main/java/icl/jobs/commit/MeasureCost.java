package icl.jobs.commit;

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

    /** The rows of both together. */
    public MeasureCost plus(MeasureCost other) {
        return new MeasureCost(
                measure, rows + other.rows, predictedSeconds + other.predictedSeconds, cpuSeconds + other.cpuSeconds);
    }

    MeasureCost minus(MeasureCost earlier) {
        return new MeasureCost(
                measure,
                Math.max(0, rows - earlier.rows),
                Math.max(0, predictedSeconds - earlier.predictedSeconds),
                Math.max(0, cpuSeconds - earlier.cpuSeconds));
    }
}
