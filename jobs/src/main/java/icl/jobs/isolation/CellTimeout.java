package icl.jobs.isolation;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Interrupts the thread that created it when a cell exceeds its time limit, or when nobody waits for the task any more. The overhead
 * for a cell is one read of the clock.
 */
final class CellTimeout implements AutoCloseable {
    private static final long IDLE = 0;
    private static final long LATE = -1;

    /** Before any time that is measured, so that times are positive. */
    private static final long ORIGIN = System.nanoTime() - 1;

    private final Thread thread = Thread.currentThread();
    private final long nanos;
    private final BooleanSupplier isAbandoned;
    private final AtomicLong until = new AtomicLong(IDLE);
    private final Future<?> checks;
    private boolean isInterrupted;
    private boolean isClosed;

    CellTimeout(Limits limits, BooleanSupplier isAbandoned) {
        this.nanos = limits.nanos();
        this.isAbandoned = isAbandoned;
        this.checks = PeriodicCheck.every(this::check);
    }

    private static long now() {
        return System.nanoTime() - ORIGIN;
    }

    /** Starts the time of a cell. */
    void begin() {
        if (nanos < Long.MAX_VALUE) {
            until.set(now() + nanos);
        }
    }

    /** Ends the time of a cell and clears the interrupt, if there was one. Returns whether the cell was too late. */
    boolean end() {
        long time = until.get();
        return time != IDLE && (time == LATE || !until.compareAndSet(time, IDLE)) && forgetLate();
    }

    /** Waits until the interrupt is delivered. */
    private synchronized boolean forgetLate() {
        until.set(IDLE);
        Thread.interrupted();
        return true;
    }

    private synchronized void check() {
        long time = until.get();
        if (time > IDLE && now() > time && until.compareAndSet(time, LATE)) {
            thread.interrupt();
        }
        if (!isClosed && isAbandoned.getAsBoolean()) {
            thread.interrupt();
            isInterrupted = true;
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        checks.cancel(false);
        if (isInterrupted) {
            Thread.interrupted(); // the thread has other tasks to come
        }
    }
}
