package icl.jobs.plan;

import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Sweep;

/**
 * A cell under a measure, and where they stand in their sweep.
 *
 * @param point of the grid
 * @param index of the measure in the sweep
 */
public record Pair(Sweep sweep, int point, int index, Cell cell) {
    public Measure measure() {
        return sweep.measures().get(index);
    }
}
