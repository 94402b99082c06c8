package icl.core.risk.formula;

/**
 * Thrown when a valid question has no exact formula. The message says why, and which similar question has an answer.
 */
public final class NoClosedForm extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param reason why there is no formula, and which similar question has an answer
     */
    public NoClosedForm(String reason) {
        super("No closed form: " + reason);
        this.reason = reason;
    }

    /** Why there is no formula, and which similar question has an answer. */
    public String reason() {
        return reason;
    }
}
