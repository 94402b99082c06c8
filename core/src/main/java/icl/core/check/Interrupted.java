package icl.core.check;

/** A computation that its thread was interrupted in: nobody waits for its result any more. */
public final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Interrupted() {
        super("Interrupted");
    }

    /** Throws if the current thread is interrupted, and takes that off it. For loops whose turns take a microsecond or more. */
    public static void check() {
        if (Thread.interrupted()) {
            throw new Interrupted();
        }
    }
}
