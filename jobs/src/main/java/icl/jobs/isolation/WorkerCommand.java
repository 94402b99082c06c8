package icl.jobs.isolation;

import icl.core.check.Memory;
import icl.core.linalg.VectorApi;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The command that starts a process for cells: the Java of this process with its classes and what changes numbers, for one
 * thread, and with a core's share of its heap.
 */
final class WorkerCommand {
    /** The heap of a worker, as after {@code -Xmx}; a core's share of this process's when not set. */
    static final String HEAP = "icl.worker.heap";

    /** Bytes that a worker starts and computes small cells with. */
    private static final long LEAST_HEAP = 64L << 20;

    private static final String VECTOR = "--add-modules=jdk.incubator.vector";

    /** Switches of this process that a worker has too. */
    private static final List<String> KEPT = List.of(
            "-D",
            "-Xss",
            "-Xshare:",
            "-XX:SharedArchiveFile=",
            "--add-opens=",
            "--add-exports=",
            "--enable-native-access=",
            "--sun-misc-unsafe-memory-access=",
            "--enable-preview");

    private static final List<String> OURS = List.of("-Dicl.", "-Dspark.", "-Dlog4j2.");

    private WorkerCommand() {}

    static List<String> here() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(WorkerCommand::isKept)
                .forEach(command::add);
        if (VectorApi.isOn()) {
            command.add(VECTOR);
        }
        command.addAll(List.of(
                "-Dicl.vector=" + System.getProperty("icl.vector", "on"),
                "-Xmx" + System.getProperty(HEAP, Long.toString(heap(Memory.share()))),
                "-XX:ActiveProcessorCount=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xlog:disable", // standard output is for answers
                "-Xlog:all=error:stderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "icl-worker-%p.log"),
                "-cp",
                String.join(File.pathSeparator, classPath()),
                WorkerMain.class.getName()));
        return List.copyOf(command);
    }

    private static boolean isKept(String argument) {
        return KEPT.stream().anyMatch(argument::startsWith) && OURS.stream().noneMatch(argument::startsWith);
    }

    /** For this share of a core. */
    static long heap(long share) {
        return Math.max(LEAST_HEAP, share);
    }

    /** That of this process, and what Spark has added to it. */
    private static Set<String> classPath() {
        Set<String> entries = new LinkedHashSet<>(List.of(System.getProperty("java.class.path")));
        Stream.iterate(Thread.currentThread().getContextClassLoader(), loader -> loader != null, ClassLoader::getParent)
                .filter(URLClassLoader.class::isInstance)
                .flatMap(loader -> Stream.of(((URLClassLoader) loader).getURLs()))
                .filter(url -> url.getProtocol().equals("file"))
                .map(WorkerCommand::path)
                .forEach(entries::add);
        return entries;
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot read the class path: " + url, e);
        }
    }
}
