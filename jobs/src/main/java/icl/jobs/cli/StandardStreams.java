package icl.jobs.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a command reads and writes. Answers go to {@code out}; messages and progress to {@code err}. */
record Streams(InputStream in, PrintStream out, PrintStream err) {
    /** Those of this process, in UTF-8; answers are buffered until the command ends or flushes. */
    static Streams ofProcess() {
        return new Streams(System.in, utf8(FileDescriptor.out, false), utf8(FileDescriptor.err, true));
    }

    private static PrintStream utf8(FileDescriptor file, boolean flushLines) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(file), 1 << 16), flushLines, StandardCharsets.UTF_8);
    }
}
