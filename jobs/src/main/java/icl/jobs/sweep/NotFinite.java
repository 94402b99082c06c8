package icl.jobs.sweep;

/** A result that is no finite number. The message is one line. */
public final class NotFinite extends ArithmeticException {
    private static final long serialVersionUID = 1;

    public NotFinite(String name, double value) {
        super("Invalid " + name + ": " + value + " (must be a finite number)");
    }
}
