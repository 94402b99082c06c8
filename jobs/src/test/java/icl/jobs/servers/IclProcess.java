package icl.jobs.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of icl in a process of its own, as the launcher starts it. */
public final class IclProcess implements AutoCloseable {
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private final Process process;
    private final Path out;
    private final Path err;

    private IclProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** How a command ended, and what it printed. */
    public record Result(int code, String out, String err) {}

    /**
     * Starts a command that knows how to reach a place.
     *
     * @param scratch a folder for what it prints
     */
    public static IclProcess start(Place place, Path scratch, String... command) throws IOException {
        Path out = Files.createTempFile(scratch, "icl", ".out");
        Path err = Files.createTempFile(scratch, "icl", ".err");
        ProcessBuilder builder = new ProcessBuilder(java(place, scratch, List.of(command)))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR", "HADOOP_CONF_DIR"));
        return new IclProcess(builder.start(), out, err);
    }

    private static List<String> java(Place place, Path scratch, List<String> command) throws IOException {
        List<String> java = flags(scratch);
        if (command.get(0).matches("sweep|retry")) {
            java.add("--add-modules=jdk.incubator.vector"); // with a line of warning on standard error
        }
        java.addAll(List.of("-cp", classPath(place, false), "icl.jobs.cli.Main"));
        java.addAll(command);
        if (!place.settings().isEmpty() && !command.contains("--")) {
            java.add("--");
        }
        place.settings().forEach((key, value) -> java.addAll(List.of("--conf", "spark.hadoop." + key + "=" + value)));
        return java;
    }

    /** As the launcher sets them. */
    private static List<String> flags(Path scratch) {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + scratch,
                "-Dlog4j2.configurationFile=icl/jobs/cli/log4j2.properties",
                "-Dspark.master=local[2]",
                "-Dicl.launcher=true",
                "-Dicl.name=icl"));
        OPENED.forEach(name -> java.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        return java;
    }

    /** Starts a program of these tests that knows how to reach a place; what it reads and prints is the caller's. */
    static Process test(Place place, Path scratch, Class<?> main, String... arguments) throws IOException {
        List<String> java = flags(scratch);
        java.add("--add-modules=jdk.incubator.vector");
        place.settings().forEach((key, value) -> java.add("-Dspark.hadoop." + key + "=" + value));
        java.addAll(List.of("-cp", classPath(place, true), main.getName()));
        java.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(java).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    /** That of these tests, with or without the tests, and the client of the place behind it. */
    private static String classPath(Place place, boolean withTests) throws IOException {
        String tests = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> jars = new ArrayList<>(List.of(tests.split(File.pathSeparator)));
        jars.removeIf(jar -> !withTests && jar.matches(".*[/\\\\]test-classes[/\\\\]?"));
        jars.add(place.classPath());
        jars.removeIf(String::isEmpty);
        return String.join(File.pathSeparator, jars);
    }

    /** Runs a command to its end. */
    public static Result run(Place place, Path scratch, String... command) throws IOException {
        try (IclProcess icl = start(place, scratch, command)) {
            return icl.end();
        }
    }

    /** Waits for the end. */
    public Result end() throws IOException {
        int code = process.onExit().join().exitValue();
        return new Result(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and waits for the end. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
