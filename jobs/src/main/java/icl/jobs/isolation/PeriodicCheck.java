package icl.jobs.isolation;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs the checks of all tasks of this process periodically, on one thread. */
final class PeriodicCheck {
    private static final long EVERY_MILLIS = 20;

    private static final ScheduledThreadPoolExecutor THREAD = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "icl periodic checks");
        thread.setDaemon(true);
        return thread;
    });

    static {
        THREAD.setRemoveOnCancelPolicy(true);
    }

    private PeriodicCheck() {}

    /** Runs a check about fifty times a second until the result is cancelled. A check must be fast. */
    static Future<?> every(Runnable check) {
        return THREAD.scheduleWithFixedDelay(check, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
}
