package icl.jobs.isolation;

import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Kills a process that takes too long, or for which nobody waits any more: a thread that reads from a process heeds no
 * interrupt.
 */
final class Guard implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final long start = System.nanoTime();
    private final Process process;
    private final long nanos;
    private final BooleanSupplier isAbandoned;
    private final Future<?> looks;
    private boolean wasLate;
    private boolean wasAbandoned;
    private boolean isClosed;

    Guard(Process process, Limits limits, BooleanSupplier isAbandoned) {
        this.process = process;
        this.nanos = limits.nanos();
        this.isAbandoned = isAbandoned;
        this.looks = Ticker.every(this::look);
    }

    private synchronized void look() {
        if (isClosed || wasLate || wasAbandoned) {
            return;
        }
        wasAbandoned = thread.isInterrupted() || isAbandoned.getAsBoolean();
        wasLate = !wasAbandoned && System.nanoTime() - start > nanos;
        if (wasAbandoned || wasLate) {
            kill(process);
        }
    }

    /** With the processes that it has started. */
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
        looks.cancel(false);
    }
}
