package icl.jobs.sweep;

import java.util.List;

/** No restart of a cell reached a risk: the cell fails, and what its restarts did is kept. The message is one line. */
public final class TrainingFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Restart> restarts;

    public TrainingFailed(String message, List<Restart> restarts) {
        super(message);
        this.restarts = List.copyOf(restarts);
    }

    public List<Restart> restarts() {
        return restarts;
    }
}
