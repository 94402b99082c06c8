package icl.jobs.storage;

/** A place that belongs to another sweep, table format or writer. The message is one line; nothing was touched. */
public final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Conflict(String message) {
        super(message);
    }
}
