package icl.jobs.isolation;

import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Kills a process that takes too long, or whose result nobody waits for any more. A thread that reads from a process does not react
 * to interrupts, so this is the only way to stop it.
 */
final class ProcessWatchdog implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final long start = System.nanoTime();
    private final Process process;
    private final long nanos;
    private final BooleanSupplier isAbandoned;
    private final Future<?> checks;
    private boolean wasLate;
    private boolean wasAbandoned;
    private boolean isClosed;

    ProcessWatchdog(Process process, Limits limits, BooleanSupplier isAbandoned) {
        this.process = process;
        this.nanos = limits.nanos();
        this.isAbandoned = isAbandoned;
        this.checks = PeriodicCheck.every(this::check);
    }

    private synchronized void check() {
        if (isClosed || wasLate || wasAbandoned) {
            return;
        }
        wasAbandoned = thread.isInterrupted() || isAbandoned.getAsBoolean();
        wasLate = !wasAbandoned && System.nanoTime() - start > nanos;
        if (wasAbandoned || wasLate) {
            kill(process);
        }
    }

    /** Kills a process and all processes that it has started. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    synchronized boolean wasLate() {
        return wasLate;
    }

    synchronized boolean wasAbandoned() {
        return wasAbandoned;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        checks.cancel(false);
    }
}
