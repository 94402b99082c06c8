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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Answers a batch of questions on all cores, in the order of the questions and while they come: little of it is in memory
 * at a time, and no answer waits for a question that is not asked yet.
 */
final class RiskBatch {
    private static final int CHUNK_LINES = 256;
    private static final int CHUNK_BYTES = 1 << 20;

    /** Text of questions that may wait for their answers. */
    private static final long WAITING_BYTES = 64 << 20;

    private record Chunk(List<BatchLine> lines, long bytes) {
        List<Reply> replies() {
            return lines.stream().map(BatchLine::reply).collect(Collectors.toList());
        }
    }

    private record Waiting(Future<List<Reply>> replies, long bytes) {}

    private final Streams streams;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private long lines;
    private boolean allAnswered = true;

    RiskBatch(Streams streams) {
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
        ExecutorService workers = Executors.newFixedThreadPool(cores, RiskBatch::daemon);
        try {
            while (!in.isAtEnd()) {
                submit(chunk(in), workers);
                while (!waiting.isEmpty() && (!in.isReady() || waiting.size() > 4 * cores || bytes > WAITING_BYTES)) {
                    printNext();
                }
            }
            while (!waiting.isEmpty()) {
                printNext();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "risk");
        thread.setDaemon(true);
        return thread;
    }

    /** The lines at hand, at least one. */
    private Chunk chunk(LineReader in) throws IOException {
        List<BatchLine> chunk = new ArrayList<>();
        long size = 0;
        do {
            BatchLine line = new BatchLine(++lines, in.next());
            size += line.size();
            if (!line.isBlank()) {
                chunk.add(line);
            }
        } while (in.isReady() && chunk.size() < CHUNK_LINES && size < CHUNK_BYTES && !in.isAtEnd());
        return new Chunk(chunk, size);
    }

    private void submit(Chunk chunk, ExecutorService workers) {
        waiting.add(new Waiting(workers.submit(chunk::replies), chunk.bytes()));
        bytes += chunk.bytes();
    }

    private void printNext() throws IOException {
        Waiting next = waiting.remove();
        bytes -= next.bytes();
        for (Reply reply : result(next.replies())) {
            allAnswered &= reply.isAnswer();
            streams.out().println(reply.json());
        }
        if (streams.out().checkError()) { // flushes
            throw new IOException("Cannot write the answers: nobody reads them");
        }
    }

    private static List<Reply> result(Future<List<Reply>> replies) {
        try {
            return replies.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) { // an error of the virtual machine: all else is a reply
            throw new IllegalStateException(e.getCause().toString(), e.getCause());
        }
    }
}
