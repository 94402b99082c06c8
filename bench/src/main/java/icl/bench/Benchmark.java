package icl.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** A benchmark with its name, its purpose for the help text, its options, and its results. */
interface Benchmark {
    String name();

    String purpose();

    /** The options by name, without dashes, with their defaults, in the order of the help text. */
    Map<String, String> options();

    /** Runs the benchmark and returns its results by name; times are in seconds. */
    Map<String, Object> run(Options options) throws Exception;

    /** Makes options from names and defaults that alternate. */
    static Map<String, String> options(String... namesAndDefaults) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < namesAndDefaults.length; i += 2) {
            options.put(namesAndDefaults[i], namesAndDefaults[i + 1]);
        }
        return options;
    }
}
