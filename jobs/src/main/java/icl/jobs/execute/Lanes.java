package icl.jobs.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Threads of the driver that each wait for one Spark job, in a session of their own: settings name its job, a tag stops it. */
final class Lanes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String tag;
    private final Duration patience;
    private final List<SparkSession> sessions = new ArrayList<>();
    private final BlockingQueue<SparkSession> free;
    private final ExecutorService threads;

    Lanes(SparkSession spark, int count, String tag) {
        this(spark, count, tag, PATIENCE);
    }

    /** @param patience how long the end of what is stopped may take */
    Lanes(SparkSession spark, int count, String tag, Duration patience) {
        this.tag = tag;
        this.patience = patience;
        this.free = new ArrayBlockingQueue<>(count);
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            SparkSession session = spark.newSession();
            sessions.add(session);
            free.add(session);
        }
    }

    /** Does something in the next lane that is free. */
    <T> Future<T> submit(Function<SparkSession, T> work) {
        return threads.submit(() -> {
            SparkSession session = free.take();
            try {
                session.addTag(tag);
                return work.apply(session);
            } finally {
                free.add(session);
            }
        });
    }

    /** Stops what still runs, and waits for its end: nobody may write any more when the run's place is cleared. */
    @Override
    public void close() {
        threads.shutdownNow();
        sessions.forEach(session -> session.interruptTag(tag));
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println(
                        "icl: a batch still goes on " + patience.toSeconds() + " seconds after it was stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
