package icl.jobs.isolation;

import icl.core.check.Interrupted;
import icl.jobs.sweep.SweepSource;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** How a worker is started. Workers with equal specifications are interchangeable. */
record WorkerSpec(List<String> command, SweepSource source) {
    private static final int TRIES = 3;

    /** Workers for cells of a sweep, with the class path of the current thread. */
    static WorkerSpec of(SweepSource source) {
        return new WorkerSpec(WorkerCommand.here(), source);
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
