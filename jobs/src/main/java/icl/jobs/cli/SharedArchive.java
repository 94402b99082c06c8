package icl.jobs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The classes that a command loads, kept in a file that the JVM maps instead of loading them again: later starts of the
 * command take half the time. The launcher asks for it with {@code icl.archive} as long as the file is not there.
 */
final class SharedArchive {
    private SharedArchive() {}

    /**
     * Writes the archive if the launcher asks for it; for a command to call when it has done what it usually does.
     *
     * @param rehearsal what else loads classes that this command may need
     */
    static void writeIfAsked(StandardStreams streams, Runnable rehearsal) {
        String file = System.clearProperty("icl.archive");
        if (file == null) {
            return;
        }
        streams.out().flush(); // nobody waits for this
        rehearsal.run();
        try {
            write(Path.of(file));
        } catch (IOException | JMException e) {
            // then the next start is as slow as this one, and tries again
        }
    }

    /** Two processes may do this at once: each writes a file of its own, and the last one stays. */
    private static void write(Path archive) throws IOException, JMException {
        Path written = archive.resolveSibling(
                archive.getFileName() + "." + ProcessHandle.current().pid());
        PrintStream out = System.out;
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)); // some JDKs print
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", written.toString()}},
                            new String[] {String[].class.getName()});
        } finally {
            System.setOut(out);
        }
        Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
    }
}
