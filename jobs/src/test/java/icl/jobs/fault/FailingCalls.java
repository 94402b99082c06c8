package icl.jobs.fault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets the Nth call of the file systems of this JVM fail. */
final class FailingCalls {
    /** How a call fails. */
    enum Kind {
        /** It has done nothing; the next ones succeed. */
        ONCE,
        /** It has done its work and says that it has not; the next ones succeed. */
        LATE,
        /** From then on every call fails, as if the process had died. */
        FOR_GOOD
    }

    private static Kind kind = Kind.ONCE;
    private static long left = Long.MAX_VALUE;
    private static long calls;

    private FailingCalls() {}

    /** What may fail. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }

    /** From now on the call of this number, from 0, fails. */
    static synchronized void begin(Kind how, long number) {
        kind = how;
        left = number;
        calls = 0;
    }

    /** No call fails any more: how many there were. */
    static synchronized long end() {
        left = Long.MAX_VALUE;
        return calls;
    }

    static <T> T call(String what, Call<T> call) throws IOException {
        boolean fails = isNext();
        if (fails && kind != Kind.LATE) {
            throw failure(what);
        }
        T result = call.run();
        if (fails) {
            throw failure(what);
        }
        return result;
    }

    private static synchronized boolean isNext() {
        calls++;
        boolean fails = left == 0 || (left < 0 && kind == Kind.FOR_GOOD);
        left--;
        return fails;
    }

    private static IOException failure(String what) {
        return new IOException(what.equals("write") ? "No space left on device" : "Injected: " + what);
    }

    /** A stream whose writes and close may fail. A write that fails has written its first half. */
    static OutputStream stream(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (isNext()) {
                    out.write(bytes, from, kind == Kind.LATE ? length : length / 2);
                    throw failure("write");
                }
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                call("close", () -> {
                    out.close();
                    return true;
                });
            }
        };
    }
}
