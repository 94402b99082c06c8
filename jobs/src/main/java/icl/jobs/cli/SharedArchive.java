package icl.jobs.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The classes that a command loads, kept in a file that the JVM maps instead of loading them again: later starts of the
 * command take half the time. The launcher asks for it with {@code icl.archive} as long as the file is not there.
 */
final class SharedArchive {
    /** Questions that between them load what questions load. */
    private static final List<String[]> REHEARSAL = List.of(
            line("risk iid --dim 2 --length 3 --task-covariance {matrix:[[1,0.5],[0.5,1]]} --noise-variance 1"),
            line(
                    "risk iid --dim 2 --length 3 --architecture lora --rank 1 --base {kind:iid,dim:2,length:3,noise_variance:0}"),
            line(
                    "risk drift --dim 2 --length 3 --task-correlation {ar1:0.5} --architecture h3 --loss positions --json"),
            line("risk retrieval --dim 2 --length 3 --alpha [0,0.5,1] --architecture h3"),
            line("risk aligned --dim 2 --length 3 --alpha 0.5 --rank 1"),
            line("risk --batch -"));

    private static final String BATCH =
            "{\"id\":1,\"design\":{\"kind\":\"iid\",\"dim\":2,\"length\":3,\"noise_variance\":0}}\n";

    private SharedArchive() {}

    /** Writes the archive if the launcher asks for it. Whatever happens, the command has done its work. */
    static void writeIfAsked(String command) {
        String file = System.getProperty("icl.archive");
        if (file == null) {
            return;
        }
        if (command.equals("risk")) {
            rehearse();
        }
        try {
            write(Path.of(file));
        } catch (IOException | JMException e) {
            // then the next start is as slow as this one, and tries again
        }
    }

    private static void rehearse() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (String[] line : REHEARSAL) {
            ByteArrayInputStream batch = new ByteArrayInputStream(BATCH.getBytes(StandardCharsets.UTF_8));
            Commands.run(line, new Streams(batch, nowhere, nowhere));
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

    private static String[] line(String words) {
        return words.split(" ");
    }
}
