package icl.jobs.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Input and output of a command. Answers go to {@code out}; messages and progress go to {@code err}. */
record StandardStreams(InputStream in, PrintStream out, PrintStream err) {
    /** The standard streams of this process, in UTF-8. Answers are buffered until the command ends or flushes. */
    static StandardStreams ofProcess() {
        return new StandardStreams(System.in, utf8(FileDescriptor.out, false), utf8(FileDescriptor.err, true));
    }

    private static PrintStream utf8(FileDescriptor file, boolean flushLines) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(file), 1 << 16), flushLines, StandardCharsets.UTF_8);
    }
}
