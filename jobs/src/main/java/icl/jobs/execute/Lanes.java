package icl.jobs.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Threads of the driver that each wait for one Spark job, in a session of their own: settings name its job, a tag stops it. */
final class Lanes implements AutoCloseable {
    private final String tag;
    private final List<SparkSession> sessions = new ArrayList<>();
    private final BlockingQueue<SparkSession> free;
    private final ExecutorService threads;

    Lanes(SparkSession spark, int count, String tag) {
        this.tag = tag;
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

    /** Stops what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
        sessions.forEach(session -> session.interruptTag(tag));
    }
}
