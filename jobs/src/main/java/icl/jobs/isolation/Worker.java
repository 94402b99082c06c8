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

    private final WorkerSpec spec;
    private final Process process;
    private final OutputStream requests;
    private final InputStream answers;
    private boolean isFresh = true;

    private Worker(WorkerSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
        this.requests = process.getOutputStream();
        this.answers = process.getInputStream();
        StderrForwarder.forward(process.getErrorStream());
    }

    /**
     * A worker that is ready.
     *
     * @throws IOException when it does not come to that
     * @throws Interrupted when nobody waits for it any more
     */
    static Worker start(WorkerSpec spec, BooleanSupplier isAbandoned) throws IOException {
        byte[] sweep = bytes(spec.source());
        Worker worker = new Worker(spec, new ProcessBuilder(spec.command()).start());
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
        try (ProcessWatchdog watchdog = new ProcessWatchdog(process, START, isAbandoned)) {
            try {
                FramedMessages.write(requests, sweep);
                return new String(FramedMessages.read(answers, longest()), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return isLate(watchdog) ? "it was not ready after " + START.text() : "it " + end(e);
            }
        }
    }

    /** What comes of a cell; {@link ErrorKind#CRASH}, and no worker any more, when the process does not survive it. */
    Outcome outcome(Request request, Limits limits, BooleanSupplier isAbandoned) {
        isFresh = false;
        long start = System.nanoTime();
        try (ProcessWatchdog watchdog = new ProcessWatchdog(process, limits, isAbandoned)) {
            try {
                FramedMessages.write(requests, request.message());
                return read(FramedMessages.read(answers, longest()));
            } catch (IOException e) {
                double seconds = (System.nanoTime() - start) / 1e9;
                return isLate(watchdog) ? Outcome.late(limits, seconds) : crash(e, seconds);
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

    private static boolean isLate(ProcessWatchdog watchdog) {
        if (watchdog.wasAbandoned()) {
            throw new Interrupted();
        }
        return watchdog.wasLate();
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

    WorkerSpec spec() {
        return spec;
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
        ProcessWatchdog.kill(process);
    }
}
