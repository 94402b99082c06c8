package icl.jobs.plan;

import icl.jobs.sweep.Measure;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts cells by their status under one measure. */
final class CellCounter {
    private final CellStatus wanted;
    private int todo;
    private int done;
    private int failed;
    private int notCovered;
    private final Map<Uncovered, Integer> uncovered = new LinkedHashMap<>();
    private double seconds;

    /** @param wanted status of the cells that are to do */
    CellCounter(CellStatus wanted) {
        this.wanted = wanted;
    }

    void add(CellStatus status, double cost) {
        if (status == wanted) {
            todo++;
            seconds += cost;
        } else {
            leave(status);
        }
    }

    /** Adds a cell that the measure does not cover. */
    void add(Uncovered cell) {
        uncovered.merge(cell, 1, Integer::sum);
    }

    private void leave(CellStatus status) {
        switch (status) {
            case NEW -> {} // a retry leaves it to the next sweep
            case DONE -> done++;
            case FAILED -> failed++;
            case NOT_COVERED -> notCovered++;
        }
    }

    MeasurePlan of(Measure measure, String measureId) {
        return new MeasurePlan(measure, measureId, todo, done, failed, notCovered, uncovered, seconds);
    }
}
