package icl.core.model;

import icl.core.records.Default;

/** Whether a layer divides by its number of examples. It matters only where it is used at another length than it was chosen for. */
@Default("mean")
public enum Normalisation {
    /** The layer divides: a preconditioner W found at length n acts as W n / m at length m. */
    MEAN,
    /** The layer adds: W acts as W at every length. */
    SUM;

    /**
     * The factor by which a preconditioner of a step without 1/n changes between two lengths.
     *
     * @param from length that it was chosen for
     * @param to length that it is used at
     */
    public double factor(int from, int to) {
        return this == SUM || from == to || to == 0 ? 1 : (double) from / to;
    }
}
