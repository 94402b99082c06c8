package icl.bench;

import java.util.Map;

/** One measurement: what it is called, what it says, and its figures. */
interface Benchmark {
    String name();

    String purpose();

    /** The figures, by name; times in seconds. */
    Map<String, Object> run(Options options) throws Exception;
}
