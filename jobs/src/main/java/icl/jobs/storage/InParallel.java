package icl.jobs.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The same about many files at once: most of the time is spent waiting for them. */
public final class InParallel {
    /** Enough for the files of this machine. */
    static final int THREADS = Math.max(8, Runtime.getRuntime().availableProcessors());

    /** What is done with each. */
    @FunctionalInterface
    public interface Step<T, R> {
        R of(T item) throws IOException;
    }

    private InParallel() {}

    /** The results in the order of the items; throws what the first that failed has thrown, once all have ended. */
    public static <T, R> List<R> map(List<T> items, Step<T, R> step) throws IOException {
        return map(items, THREADS, step);
    }

    /** The same with at most so many threads. */
    public static <T, R> List<R> map(List<T> items, int most, Step<T, R> step) throws IOException {
        if (items.size() < 2) {
            List<R> one = new ArrayList<>();
            for (T item : items) {
                one.add(step.of(item));
            }
            return one;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(items.size(), most));
        try {
            List<Future<R>> running = new ArrayList<>();
            items.forEach(item -> running.add(threads.submit(() -> step.of(item))));
            List<R> results = new ArrayList<>(items.size());
            for (Future<R> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Reading was interrupted", e);
        } finally {
            end(threads);
        }
    }

    /** Who is told of a failure may clean up: nothing must be written after that. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean wasInterrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException thrown(Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
