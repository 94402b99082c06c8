package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.jobs.cli.BatchLine.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Answers a batch of questions on all cores, in the order of the questions and while they come: little of it is in memory
 * at a time, no answer waits for a question that is not asked yet, and every line gets an answer whatever the others do.
 */
final class RiskBatch {
    private static final int CHUNK_LINES = 256;
    private static final int CHUNK_BYTES = 1 << 20;

    /** Text of questions that may wait for their answers. */
    private static final long WAITING_BYTES = 64 << 20;

    /** A line and its reply to come; null where the thread that answers died. */
    private record Asked(BatchLine line, CompletableFuture<Reply> reply) {
        Asked(BatchLine line) {
            this(line, new CompletableFuture<>());
        }
    }

    private record Chunk(List<Asked> lines, long bytes) {}

    private final StandardStreams streams;
    private final Queue<Chunk> waiting = new ArrayDeque<>();
    private final ReadWriteLock memory = new ReentrantReadWriteLock();
    private long bytes;
    private long lines;
    private boolean allAnswered = true;

    RiskBatch(StandardStreams streams) {
        this.streams = streams;
    }

    /** Answers the questions of a file, or of standard input when it is {@code -}: the exit code. */
    int answer(String file) throws IOException {
        try (InputStream in = open(file)) {
            answer(new LineReader(in, BatchLine.LONGEST));
        }
        return allAnswered ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private InputStream open(String file) {
        if (file.equals("-")) {
            return streams.in();
        }
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new Invalid("Cannot read " + file + ": it is a folder");
            }
            return Files.newInputStream(path);
        } catch (NoSuchFileException e) {
            throw new Invalid("Cannot read " + file + ": there is no such file");
        } catch (IOException | InvalidPathException e) {
            throw new Invalid("Cannot read " + file + ": " + e.getMessage());
        }
    }

    private void answer(LineReader in) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                cores, cores, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), RiskBatch::daemon);
        workers.prestartAllCoreThreads();
        try {
            while (!in.isAtEnd()) {
                submit(chunk(in), workers);
                while (!waiting.isEmpty() && (!in.isReady() || waiting.size() > 4 * cores || bytes > WAITING_BYTES)) {
                    printNext();
                }
            }
        } finally {
            try {
                printAll(); // also where the questions cannot be read to their end
            } finally {
                workers.shutdownNow();
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "risk");
        thread.setDaemon(true);
        return thread;
    }

    /** The lines at hand, at least one. */
    private Chunk chunk(LineReader in) throws IOException {
        List<Asked> chunk = MemoryRetry.retried(() -> new ArrayList<>(CHUNK_LINES));
        long size = 0;
        try {
            do {
                lines++;
                Asked asked = asked(in.next());
                size += asked.line().size();
                if (!asked.line().isBlank()) {
                    chunk.add(asked);
                }
            } while (chunk.size() < CHUNK_LINES && size < CHUNK_BYTES && in.isReady() && !in.isAtEnd());
        } catch (IOException e) {
            if (chunk.isEmpty()) {
                throw e;
            } // else what was read is answered, and the next one to read meets it again
        }
        return new Chunk(chunk, size);
    }

    private Asked asked(byte[] text) {
        return MemoryRetry.retried(() -> new Asked(new BatchLine(lines, text)));
    }

    private void submit(Chunk chunk, ExecutorService workers) {
        bytes += chunk.bytes();
        MemoryRetry.retried(() -> {
            workers.execute(() -> answer(chunk));
            return waiting.add(chunk);
        });
    }

    private void answer(Chunk chunk) {
        List<Asked> asked = chunk.lines();
        try {
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).reply().complete(reply(asked.get(i).line()));
            }
        } catch (OutOfMemoryError e) { // not even for the words of an error
        } finally {
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).reply().complete(null); // without effect where there is a reply
            }
        }
    }

    /** A question for which the others leave too little memory is asked again while none of them is computed. */
    private Reply reply(BatchLine line) {
        memory.readLock().lock();
        try {
            return line.reply();
        } catch (OutOfMemoryError e) { // below
        } finally {
            memory.readLock().unlock();
        }
        memory.writeLock().lock();
        try {
            return line.reply();
        } catch (OutOfMemoryError e) {
            return line.tooLarge();
        } finally {
            memory.writeLock().unlock();
        }
    }

    private void printAll() throws IOException {
        while (!waiting.isEmpty()) {
            printNext();
        }
    }

    private void printNext() throws IOException {
        Chunk next = waiting.remove();
        bytes -= next.bytes();
        for (Asked asked : next.lines()) {
            if (!asked.reply().isDone()) {
                flush(); // an answer that is known does not wait for the next one
            }
            print(MemoryRetry.retried(() -> answer(asked)));
        }
        flush();
    }

    private static Reply answer(Asked asked) {
        Reply reply = asked.reply().join();
        return reply == null ? asked.line().tooLarge() : reply;
    }

    private void print(Reply reply) {
        allAnswered &= reply.isAnswer();
        streams.out().println(reply.json());
    }

    private void flush() throws IOException {
        if (streams.out().checkError()) { // flushes
            throw new IOException("Cannot write the answers: nobody reads them");
        }
    }
}
