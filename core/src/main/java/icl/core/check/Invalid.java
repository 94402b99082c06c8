package icl.core.check;

/** A value that a user gave and that cannot be: its message names the thing, the value and the rule. */
public final class Invalid extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** A finished message, one line. */
    public Invalid(String message) {
        super(message);
    }

    /** {@code Invalid <name>: <value> (must be <rule>)}. */
    public Invalid(String name, Object value, String rule) {
        this("Invalid " + name + ": " + value + " (must be " + rule + ")");
    }
}
