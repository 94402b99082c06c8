package icl.jobs.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A JVM whose output goes to a file. It ends with this one at the latest. */
final class JavaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final Path log;
    private final Thread hook;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts one.
     *
     * @param arguments of {@code java}
     */
    static JavaProcess start(Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(arguments);
        return new JavaProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                log);
    }

    /**
     * The class path that a module below {@code cluster/servers/} names.
     *
     * @throws IllegalStateException when Maven has not processed that module
     */
    static String classPath(String module) throws IOException {
        Path file = Path.of("..", "cluster", "servers", module, "target", "classpath");
        if (!Files.exists(file)) {
            throw new IllegalStateException("No " + file
                    + " (mvn -f cluster/servers/pom.xml process-resources makes it; mvn verify does so first)");
        }
        return Files.readString(file).strip();
    }

    /** Waits until the output has this, and gives the last place where it does. */
    MatchResult await(String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            boolean isOver = !process.isAlive();
            List<MatchResult> found =
                    pattern.matcher(Files.readString(log)).results().toList();
            if (!found.isEmpty()) {
                return found.get(found.size() - 1);
            }
            if (isOver) {
                throw new IOException("A server ended: " + tail());
            }
            pause();
        }
        throw new IOException("A server did not say '" + regex + "' within " + PATIENCE + ": " + tail());
    }

    private void pause() {
        try {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String tail() throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 4000));
    }

    /** How it ended, once it has. */
    int end() {
        return process.onExit().join().exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and waits for the end. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    /** The whole output so far. */
    String said() throws IOException {
        return Files.readString(log);
    }
}
