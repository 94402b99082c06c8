package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.text.Suggestions;
import icl.jobs.execute.SparkSessions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;

/** Options behind {@code --}, with the names and the meaning they have for spark-submit. */
final class SparkOptions {
    private static final String CONF = "--conf";
    private static final String FILE = "--properties-file";

    /** Options that are names for one property. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "--master", "spark.master",
            "--name", "spark.app.name",
            "--driver-memory", "spark.driver.memory",
            "--executor-memory", "spark.executor.memory",
            "--executor-cores", "spark.executor.cores",
            "--num-executors", "spark.executor.instances",
            "--total-executor-cores", "spark.cores.max",
            "--jars", "spark.jars");

    private final Map<String, String> fromFile = new LinkedHashMap<>();
    private final Map<String, String> fromLine = new LinkedHashMap<>();

    private SparkOptions() {}

    /**
     * The properties that some options set.
     *
     * @throws Invalid when an option is not known, has no value, or names a file that cannot be read
     */
    static Map<String, String> properties(List<String> options) {
        SparkOptions parsed = new SparkOptions();
        Queue<String> left = new ArrayDeque<>(options);
        while (!left.isEmpty()) {
            parsed.read(left.remove(), left);
        }
        Map<String, String> properties = new LinkedHashMap<>(parsed.fromFile);
        properties.putAll(parsed.fromLine); // the command line wins, as for spark-submit
        return properties;
    }

    private void read(String option, Queue<String> left) {
        int equals = option.startsWith("--") ? option.indexOf('=') : -1;
        String name = equals < 0 ? option : option.substring(0, equals);
        if (name.equals("--remote")) {
            throw new Invalid(SparkSessions.NO_CONNECT);
        }
        if (!known().contains(name)) {
            throw new Invalid(Suggestions.unknown("Spark option", name, known()));
        }
        String value = equals < 0 ? left.poll() : option.substring(equals + 1);
        if (value == null || value.isBlank()) {
            throw new Invalid("Missing value of Spark option " + name);
        }
        set(name, value);
    }

    private void set(String name, String value) {
        switch (name) {
            case CONF -> conf(value);
            case FILE -> file(value);
            default -> fromLine.put(PROPERTIES.get(name), value);
        }
    }

    private void conf(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1 || !setting.startsWith("spark.")) {
            throw new Invalid("Invalid --conf: '" + setting + "' (must be spark.some.key=value)");
        }
        fromLine.put(setting.substring(0, equals), setting.substring(equals + 1));
    }

    private void file(String name) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(Path.of(name))) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new Invalid("Cannot read --properties-file " + name + ": " + e.getMessage());
        }
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith("spark."))
                .forEach(key -> fromFile.put(key, properties.getProperty(key).strip()));
    }

    private static Collection<String> known() {
        List<String> known = new ArrayList<>(PROPERTIES.keySet());
        known.add(CONF);
        known.add(FILE);
        known.sort(null);
        return known;
    }
}
