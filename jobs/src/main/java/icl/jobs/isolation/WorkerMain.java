package icl.jobs.isolation;

import icl.jobs.schema.ErrorKind;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.GridCursor;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that computes cells for another one: reads a sweep, then places in it, from standard input, and answers each with
 * its outcome on standard output. Ends with its standard input.
 */
public final class WorkerMain {
    /** How it ends when there is no memory left to answer with. */
    static final int OUT_OF_MEMORY = 97;

    private static final long LOOK_NANOS = 200_000_000;

    private final InputStream in;
    private final OutputStream out;

    private WorkerMain(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Called by {@link Worker} alone. */
    public static void main(String[] args) {
        WorkerMain worker =
                new WorkerMain(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err); // what the user's code says is no answer
        ProcessHandle.current().parent().ifPresent(WorkerMain::dieWith);
        try {
            worker.run();
        } catch (IOException e) { // nobody is there any more; the user's threads and hooks are not waited for
            Runtime.getRuntime().halt(0);
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    /** An endless cell does not look at its standard input. */
    private static void dieWith(ProcessHandle parent) {
        Runnable look = () -> {
            while (parent.isAlive()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            Runtime.getRuntime().halt(1);
        };
        Thread thread = new Thread(look, "icl parent");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() throws IOException {
        Sweep sweep = begin(FramedMessages.read(in, Integer.MAX_VALUE));
        GridCursor cursor = sweep.grid().cursor();
        while (true) {
            Request request = Request.of(FramedMessages.read(in, Request.BYTES));
            FramedMessages.write(out, answer(sweep, cursor, request));
            Thread.interrupted(); // of this cell, not of the next
        }
    }

    /** Answers nothing, or why it cannot begin. */
    private Sweep begin(byte[] source) throws IOException {
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(source))) {
            Sweep sweep = Sweep.of((SweepSource) objects.readObject());
            FramedMessages.write(out, new byte[0]);
            return sweep;
        } catch (RuntimeException | LinkageError | ClassNotFoundException e) {
            FramedMessages.write(out, CellError.of(e).text().getBytes(StandardCharsets.UTF_8));
            throw new EOFException("nothing to compute");
        }
    }

    private static byte[] answer(Sweep sweep, GridCursor cursor, Request request) throws IOException {
        Stopwatch watch = Stopwatch.start(1);
        try {
            cursor.move(request.point());
            Estimate estimate = sweep.measures().get(request.measure()).estimate(cursor.cell(), request.seed());
            return OutcomeWriter.bytes(Outcome.of(estimate, watch.seconds()));
        } catch (Throwable e) {
            return OutcomeWriter.bytes(failed(e, watch.seconds()));
        }
    }

    private static Outcome failed(Throwable thrown, double seconds) {
        try {
            return Outcome.failed(thrown, seconds);
        } catch (RuntimeException e) { // its own words fail
            return Outcome.failed(ErrorKind.EXCEPTION, thrown.getClass().getName(), seconds);
        }
    }
}
