package icl.jobs.isolation;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Interrupts the thread that made it when a cell takes longer than it may, or when nobody waits for the task any more. A cell
 * costs it one look at the clock.
 */
final class Watch implements AutoCloseable {
    private static final long IDLE = 0;
    private static final long LATE = -1;

    /** Before any time that is measured, so that times are positive. */
    private static final long ORIGIN = System.nanoTime() - 1;

    private final Thread thread = Thread.currentThread();
    private final long nanos;
    private final BooleanSupplier isAbandoned;
    private final AtomicLong until = new AtomicLong(IDLE);
    private final Future<?> looks;
    private boolean isInterrupted;
    private boolean isClosed;

    Watch(Limits limits, BooleanSupplier isAbandoned) {
        this.nanos = limits.nanos();
        this.isAbandoned = isAbandoned;
        this.looks = Ticker.every(this::look);
    }

    private static long now() {
        return System.nanoTime() - ORIGIN;
    }

    /** A cell begins. */
    void begin() {
        if (nanos < Long.MAX_VALUE) {
            until.set(now() + nanos);
        }
    }

    /** A cell is over: whether it was interrupted for being late. Nothing of that is left in the thread. */
    boolean end() {
        long time = until.get();
        return time != IDLE && (time == LATE || !until.compareAndSet(time, IDLE)) && forgetLate();
    }

    /** Waits for the interrupt to be done. */
    private synchronized boolean forgetLate() {
        until.set(IDLE);
        Thread.interrupted();
        return true;
    }

    private synchronized void look() {
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
        looks.cancel(false);
        if (isInterrupted) {
            Thread.interrupted(); // the thread has other tasks to come
        }
    }
}
