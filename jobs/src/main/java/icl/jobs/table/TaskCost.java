package icl.jobs.table;

import icl.core.check.Require;
import java.io.Serializable;
import java.util.List;

/**
 * What one task took: what later predictions learn from.
 *
 * @param wallSeconds from its start to its end
 */
public record TaskCost(double wallSeconds, List<MeasureCost> measures) implements Serializable {
    /** Nothing is known. */
    public static final TaskCost NONE = new TaskCost(0, List.of());

    public TaskCost {
        Require.finite("wallSeconds", wallSeconds);
        measures = List.copyOf(measures);
    }
}
