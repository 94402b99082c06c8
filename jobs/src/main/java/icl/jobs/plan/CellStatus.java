package icl.jobs.plan;

/** Where a cell stands under a measure. */
enum Status {
    NEW,
    DONE,
    FAILED,
    NOT_COVERED
}
