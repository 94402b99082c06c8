package icl.jobs.query;

import icl.core.check.Invalid;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.SparkSession;

/** A thread for one query: with a stack for deep ones, and with an end. */
final class QueryThread {
    /** Spark's analyzer takes some kilobytes a level: room for {@link SqlTree#DEEPEST}. */
    private static final long STACK_BYTES = 64 << 20;

    /** How long we wait for a query to notice that it is cancelled. What Spark cannot interrupt goes on while the process does. */
    private static final long PATIENCE_MILLIS = 5000;

    private static final long PAUSE_NANOS = 50_000_000;

    private QueryThread() {}

    /**
     * What the work returns; its jobs are cancelled at the time limit.
     *
     * @throws Invalid when the time, the stack or the memory did not suffice
     */
    static <T> T run(SparkSession spark, Duration timeout, Callable<T> work) {
        String tag = "icl-query-" + UUID.randomUUID();
        FutureTask<T> answer = new FutureTask<>(() -> {
            SparkSession.setActiveSession(spark);
            return work.call();
        });
        spark.addTag(tag); // the new thread has it too, and only who has a tag can interrupt by it
        Thread query = started(answer);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            cancel(spark, tag, query);
            throw new Invalid("Cannot answer within " + timeout.toSeconds() + " s (--timeout gives more time)");
        } catch (InterruptedException e) {
            cancel(spark, tag, query);
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw SqlErrors.ofUser(e.getCause());
        } finally {
            spark.removeTag(tag);
        }
    }

    /** Again and again, since a query that is still being planned has yet to start its jobs; returns when it has ended. */
    private static void cancel(SparkSession spark, String tag, Thread query) {
        Thread canceller = started(() -> {
            while (query.isAlive()) {
                spark.interruptTag(tag);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
        try {
            canceller.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the work returns, which needs no session. */
    static <T> T run(Callable<T> work) {
        FutureTask<T> result = new FutureTask<>(work);
        started(result);
        try {
            return result.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw SqlErrors.ofUser(e.getCause());
        }
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(null, work, "icl-query", STACK_BYTES);
        thread.setDaemon(true); // what cannot be interrupted does not keep the process
        thread.start();
        return thread;
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The query was interrupted", e);
    }
}
