package icl.jobs.isolation;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread of a process that looks after what its tasks do. */
final class Ticker {
    private static final long EVERY_MILLIS = 20;

    private static final ScheduledThreadPoolExecutor THREAD = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "icl ticker");
        thread.setDaemon(true);
        return thread;
    });

    static {
        THREAD.setRemoveOnCancelPolicy(true);
    }

    private Ticker() {}

    /** Looks some fifty times a second until it is cancelled. A look takes no time to speak of. */
    static Future<?> every(Runnable look) {
        return THREAD.scheduleWithFixedDelay(look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
}
