package icl.jobs.commit;

import icl.core.check.Require;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** What was taken since an earlier time in the same task; nothing of a measure less than none. */
    public TaskCost minus(TaskCost earlier) {
        Map<String, MeasureCost> before = new HashMap<>();
        earlier.measures.forEach(cost -> before.put(cost.measure(), cost));
        return new TaskCost(
                wallSeconds - earlier.wallSeconds,
                measures.stream()
                        .map(cost -> before.containsKey(cost.measure()) ? cost.minus(before.get(cost.measure())) : cost)
                        .toList());
    }
}
