package icl.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream, as bytes. A line that is too long for the limit or for memory is skipped, and its text is null. */
final class LineReader {
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    /** Keeps lines of up to so many bytes. */
    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Whether the next line, or a part of it, can be had without waiting for whoever writes. */
    boolean isReady() throws IOException {
        return at < end || in.available() > 0;
    }

    /** Whether there is no further line; waits for the next byte. */
    boolean isAtEnd() throws IOException {
        if (at < end) {
            return false;
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end == 0;
    }

    /** The next line without its end; null when it is too long. */
    byte[] next() throws IOException {
        ByteArrayOutputStream line = MemoryRetry.retried(ByteArrayOutputStream::new); // null from where it is too long
        while (!isAtEnd()) {
            int stop = newline();
            line = line == null ? null : withBuffer(line, stop - at);
            at = stop + 1;
            if (stop < end) {
                break;
            }
        }
        return line == null ? null : bytes(line);
    }

    private ByteArrayOutputStream withBuffer(ByteArrayOutputStream line, int count) {
        if (line.size() + count > longest) {
            return null;
        }
        try {
            MemoryRetry.retried(() -> {
                line.write(buffer, at, count);
                return line;
            });
            return line;
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    private static byte[] bytes(ByteArrayOutputStream line) {
        try {
            return MemoryRetry.retried(line::toByteArray);
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    /** The place of the next line end in the buffer, or the end of the buffer. */
    private int newline() {
        int i = at;
        while (i < end && buffer[i] != '\n') {
            i++;
        }
        return i;
    }
}
