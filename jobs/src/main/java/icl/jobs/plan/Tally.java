package icl.jobs.plan;

import icl.jobs.sweep.Measure;

/** Counts how cells stand under one measure. */
final class Tally {
    private int todo;
    private int done;
    private int failed;
    private int notCovered;
    private double seconds;

    void add(Status status, double cost) {
        switch (status) {
            case NEW -> todo++;
            case DONE -> done++;
            case FAILED -> failed++;
            case NOT_COVERED -> notCovered++;
        }
        seconds += cost;
    }

    MeasurePlan of(Measure measure, String measureId) {
        return new MeasurePlan(measure, measureId, todo, done, failed, notCovered, seconds);
    }
}
