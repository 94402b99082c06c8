package icl.core.check;

/** Thrown when the computing thread was interrupted. */
public final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Interrupted() {
        super("Interrupted");
    }

    /**
     * Throws if the current thread is interrupted, and clears its interrupt status. Meant for loops whose iterations
     * take a microsecond or more.
     */
    public static void check() {
        if (Thread.interrupted()) {
            throw new Interrupted();
        }
    }
}
