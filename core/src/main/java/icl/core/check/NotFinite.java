package icl.core.check;

/** Thrown when a result is NaN or infinite. The message is one line. */
public final class NotFinite extends ArithmeticException {
    private static final long serialVersionUID = 1;

    /** An error about a result of this name. */
    public NotFinite(String name, double value) {
        super("Invalid " + name + ": " + value + " (must be a finite number)");
    }

    /** Returns the value when it is finite, and throws otherwise. */
    public static double require(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new NotFinite(name, value);
        }
        return value;
    }
}
