package icl.core.risk.formula;

/** The question is fine, but no exact formula answers it. The message says why and what would be answered. */
public final class NoClosedForm extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason why, and what would be answered */
    public NoClosedForm(String reason) {
        super("No closed form: " + reason);
        this.reason = reason;
    }

    /** Why, and what would be answered. */
    public String reason() {
        return reason;
    }
}
