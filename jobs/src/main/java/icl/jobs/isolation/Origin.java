package icl.jobs.isolation;

import icl.core.check.Interrupted;
import icl.jobs.sweep.SweepSource;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a worker is made from: workers of one origin are alike. */
record Origin(List<String> command, SweepSource source) {
    private static final int TRIES = 3;

    /** Of workers for cells of a sweep, with the classes of the current thread. */
    static Origin of(SweepSource source) {
        return new Origin(WorkerCommand.here(), source);
    }

    /**
     * A worker that has done nothing yet.
     *
     * @throws IllegalStateException when none can be started
     * @throws Interrupted when nobody waits for it any more
     */
    Worker start(BooleanSupplier isAbandoned) {
        IOException problem = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                return Worker.start(this, isAbandoned);
            } catch (IOException e) { // killed from outside, or no memory for a while
                problem = e;
            }
        }
        throw new IllegalStateException("Cannot start a process for cells: " + problem.getMessage(), problem);
    }
}
