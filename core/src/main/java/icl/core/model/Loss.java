package icl.core.model;

import icl.core.records.Default;

/** What the squared error is averaged over. */
@Default("query")
public enum Loss {
    /** The query, after all the examples. */
    QUERY,
    /** Every prefix of the prompt: the label at position m + 1 from the m examples before it, m = 0..n. */
    POSITIONS
}
