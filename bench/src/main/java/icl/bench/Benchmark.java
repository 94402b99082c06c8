package icl.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** One measurement: what it is called, what it says, what can be set, and its figures. */
interface Benchmark {
    String name();

    String purpose();

    /** Options by name, without the dashes, each with its default; in the order of the help. */
    Map<String, String> options();

    /** The figures, by name; times in seconds. */
    Map<String, Object> run(Options options) throws Exception;

    /** Options and defaults, one after the other. */
    static Map<String, String> options(String... namesAndDefaults) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < namesAndDefaults.length; i += 2) {
            options.put(namesAndDefaults[i], namesAndDefaults[i + 1]);
        }
        return options;
    }
}
