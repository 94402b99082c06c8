package icl.jobs.schema;

/** Why a cell failed: the words of the column {@code error_kind}. They do not change. */
public enum ErrorKind {
    /** The question or a setting cannot be. */
    INVALID,
    /** No formula answers the question. */
    NO_CLOSED_FORM,
    /** Every restart of the training failed. */
    DIVERGED,
    /** A number of the result is NaN or infinite. */
    NOT_FINITE,
    /** It took longer than a cell may. */
    TIMEOUT,
    /** It did not fit into memory. */
    MEMORY,
    /** Calls were nested too deeply. */
    STACK,
    /** The process that computed it came to an end. */
    CRASH,
    /** Anything else was thrown. */
    EXCEPTION
}
