package icl.jobs.plan;

import icl.jobs.sweep.Measure;

/**
 * How the cells of a sweep stand under one measure.
 *
 * @param measureId identity of its results
 * @param todo cells to compute
 * @param done cells with a result
 * @param failed cells that failed; they are computed again only when asked for
 * @param notCovered cells that the measure does not speak about
 * @param seconds predicted for what is to do, on one core, with what was learned
 */
public record MeasurePlan(
        Measure measure, String measureId, int todo, int done, int failed, int notCovered, double seconds) {}
