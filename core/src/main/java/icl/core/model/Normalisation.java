package icl.core.model;

import icl.core.records.Default;

/**
 * Whether a layer divides by its number of examples. It matters only where a layer is used at another length than the
 * one it was trained at.
 */
@Default("mean")
public enum Normalisation {
    /**
     * The layer divides by its number of examples: a preconditioner W trained at length n acts as W n / m at length m.
     */
    MEAN,
    /** The layer does not divide: W acts as W at every length. */
    SUM;

    /**
     * The factor by which a preconditioner of a step without 1/n changes between two lengths.
     *
     * @param from the length it was trained at
     * @param to the length it is used at
     */
    public double factor(int from, int to) {
        return this == SUM || from == to || to == 0 ? 1 : (double) from / to;
    }
}
