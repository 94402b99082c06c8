package icl.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder with the scripts of this project and with the program as Maven has just packaged it, so that the scripts find it
 * built.
 */
final class Installation {
    private static final List<String> MODULES = List.of("core", "jobs", "bench", "cluster");

    private static final List<String> SCRIPTS =
            List.of("icl", "cluster/spark.sh", "cluster/standalone", "cluster/submit", "cluster/faults");

    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();

    private Installation(Path home) {
        this.home = home;
    }

    /** How a script ended, and what it said on both streams. */
    record Result(int code, String said) {}

    static Installation in(Path home) throws IOException {
        Path project = Path.of("..").toRealPath();
        for (String module : MODULES) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(home.resolve("pom.xml"));
        for (String script : SCRIPTS) {
            Files.copy(project.resolve(script), home.resolve(script));
        }
        for (String made : List.of("core/target/lib", "jobs/target/lib", "cluster/target/spark-home")) {
            link(home.resolve(made), project.resolve(made));
        }
        Path program = home.resolve(".icl/app");
        for (String module : MODULES) {
            link(program.resolve("icl-" + module + ".jar"), jar(project.resolve(module)));
        }
        link(program.resolve("icl-job.jar"), project.resolve("cluster/target/icl-job.jar"));
        Files.writeString(home.resolve(".icl/current"), "app\n");
        return new Installation(home);
    }

    /** The jar of a module; a place where none is, when it was not built. */
    private static Path jar(Path module) throws IOException {
        Path target = Files.createDirectories(module.resolve("target"));
        try (Stream<Path> files = Files.list(target)) {
            String name = "icl-" + module.getFileName() + "-";
            return files.filter(file -> file.getFileName().toString().matches(name + ".*\\.jar"))
                    .findFirst()
                    .orElse(target.resolve(name + "none.jar"));
        }
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }

    Path home() {
        return home;
    }

    /** The same with a variable of the environment. */
    Installation with(String variable, String value) {
        Installation other = new Installation(home);
        other.environment.putAll(environment);
        other.environment.put(variable, value);
        return other;
    }

    Process start(Path said, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR", "ICL_CLASSPATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    Result run(String... command) throws IOException {
        Path said = Files.createTempFile(home, "said", ".txt");
        Process process = start(said, command);
        int code = process.onExit().join().exitValue();
        return new Result(code, Files.readString(said, UTF_8));
    }
}
