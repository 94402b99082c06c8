package icl.jobs.plan;

import icl.jobs.sweep.Measure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the cells of a sweep stand under one measure.
 *
 * @param measureId identity of its results
 * @param todo cells to compute
 * @param done cells with a result
 * @param failed cells that failed; they are computed again only when asked for
 * @param notCovered cells that the measure does not speak about
 * @param uncovered how many of them are of each kind, in the order of the grid
 * @param seconds predicted for what is to do, on one core, with what was learned
 */
public record MeasurePlan(
        Measure measure,
        String measureId,
        int todo,
        int done,
        int failed,
        int notCovered,
        Map<Uncovered, Integer> uncovered,
        double seconds) {
    public MeasurePlan {
        uncovered = Collections.unmodifiableMap(new LinkedHashMap<>(uncovered));
    }
}
