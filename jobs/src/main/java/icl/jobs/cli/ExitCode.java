package icl.jobs.cli;

/** How a command ended. Scripts read these numbers: they do not change. */
final class ExitCode {
    /** Everything asked for is there. */
    static final int OK = 0;

    /** Something nobody expected. */
    static final int UNEXPECTED = 1;

    /** Bad input or usage. */
    static final int BAD_INPUT = 2;

    /** Finished, but some cells or questions failed. */
    static final int SOME_FAILED = 3;

    /** Stopped, or ended, with more failures than the user allowed. */
    static final int TOO_MANY_FAILURES = 4;

    /** Another sweep, format or writer owns this place. */
    static final int CONFLICT = 5;

    private ExitCode() {}
}
