package icl.jobs.isolation;

import icl.core.check.Interrupted;
import icl.core.check.Memory;
import icl.jobs.schema.ErrorKind;
import icl.jobs.sweep.SweepSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that computes cells of one sweep, one after the other: what it does wrong costs nobody else anything. For one thread. */
final class Worker implements AutoCloseable {
    /** To be ready. Some seconds, where the machine is busy. */
    private static final Limits START = new Limits(Duration.ofMinutes(2));

    /** For its end, which it may announce before. */
    private static final long EXIT_SECONDS = 1;

    private final Origin origin;
    private final Process process;
    private final OutputStream requests;
    private final InputStream answers;
    private boolean isFresh = true;

    private Worker(Origin origin, Process process) {
        this.origin = origin;
        this.process = process;
        this.requests = process.getOutputStream();
        this.answers = process.getInputStream();
        Chatter.passOn(process.getErrorStream());
    }

    /**
     * A worker that is ready.
     *
     * @throws IOException when it does not come to that
     * @throws Interrupted when nobody waits for it any more
     */
    static Worker start(Origin origin, BooleanSupplier isAbandoned) throws IOException {
        byte[] sweep = bytes(origin.source());
        Worker worker = new Worker(origin, new ProcessBuilder(origin.command()).start());
        String problem = worker.begin(sweep, isAbandoned);
        if (!problem.isEmpty()) {
            worker.close();
            throw new IOException(problem);
        }
        return worker;
    }

    private static byte[] bytes(SweepSource source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(source);
        }
        return bytes.toByteArray();
    }

    /** Sends the sweep: what is wrong; empty where nothing is. */
    private String begin(byte[] sweep, BooleanSupplier isAbandoned) {
        try (Guard guard = new Guard(process, START, isAbandoned)) {
            try {
                Messages.write(requests, sweep);
                return new String(Messages.read(answers, longest()), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return isLate(guard) ? "it was not ready after " + START.text() : "it " + end(e);
            }
        }
    }

    /** What comes of a cell; {@link ErrorKind#CRASH}, and no worker any more, when the process does not survive it. */
    Outcome outcome(Request request, Limits limits, BooleanSupplier isAbandoned) {
        isFresh = false;
        long start = System.nanoTime();
        try (Guard guard = new Guard(process, limits, isAbandoned)) {
            try {
                Messages.write(requests, request.message());
                return read(Messages.read(answers, longest()));
            } catch (IOException e) {
                double seconds = (System.nanoTime() - start) / 1e9;
                return isLate(guard) ? Outcome.late(limits, seconds) : crash(e, seconds);
            }
        }
    }

    private static Outcome read(byte[] answer) throws IOException {
        try {
            return OutcomeReader.outcome(answer);
        } catch (RuntimeException e) {
            throw new StreamCorruptedException(e.toString());
        }
    }

    /** Bytes that an answer may have: what is read is held twice. */
    private static long longest() {
        return Memory.share() / 4;
    }

    private static boolean isLate(Guard guard) {
        if (guard.wasAbandoned()) {
            throw new Interrupted();
        }
        return guard.wasLate();
    }

    private Outcome crash(IOException problem, double seconds) {
        String end = end(problem);
        boolean isFull = !process.isAlive() && process.exitValue() == WorkerMain.OUT_OF_MEMORY;
        close();
        return isFull
                ? Outcome.failed(ErrorKind.MEMORY, OutOfMemoryError.class.getName(), seconds)
                : Outcome.failed(ErrorKind.CRASH, "The process that computed the cell " + end, seconds);
    }

    private String end(IOException problem) {
        if (hasEnded()) {
            return "ended with exit code " + process.exitValue();
        }
        return problem instanceof StreamCorruptedException
                ? "wrote something else than an answer to its standard output"
                : "closed its standard output";
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new Interrupted();
        }
    }

    Origin origin() {
        return origin;
    }

    /** Whether it has not been asked anything yet. */
    boolean isFresh() {
        return isFresh;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        Guard.kill(process);
    }
}
