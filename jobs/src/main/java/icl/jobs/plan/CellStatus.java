package icl.jobs.plan;

/** The status of a cell under a measure. */
enum CellStatus {
    NEW,
    DONE,
    FAILED,
    NOT_COVERED
}
