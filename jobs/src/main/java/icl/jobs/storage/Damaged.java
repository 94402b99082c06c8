package icl.jobs.storage;

/** A table whose files are not those that were published. The message is one line and names the file. */
public final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String problem;

    /**
     * @param place the file or folder
     * @param problem what is wrong with it
     */
    public Damaged(Object place, String problem) {
        super("Cannot read " + place + ": " + problem + " (icl verify says what else is damaged)");
        this.problem = place + ": " + problem;
    }

    /** The place and what is wrong with it. */
    public String problem() {
        return problem;
    }
}
