package icl.core.model;

import icl.core.records.Default;

/** The positions of a prompt whose squared errors are averaged. */
@Default("query")
public enum Loss {
    /** The query, predicted from all examples. */
    QUERY,
    /** Every prefix of the prompt: the label at position m + 1 from the m examples before it, m = 0..n. */
    POSITIONS
}
