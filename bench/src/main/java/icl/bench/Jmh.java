package icl.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;

/** Runs the command line of JMH on the benchmarks of {@code icl.bench.kernels}, with allocation rates. */
final class Jmh {
    static final String NAME = "jmh";
    static final String PURPOSE = "each kernel by itself, with allocation rates: [REGEX] and the options of JMH (-h)";

    private Jmh() {}

    static int run(List<String> arguments) throws Exception {
        List<String> all = new ArrayList<>(arguments);
        if (!all.contains("-prof")) {
            all.addAll(List.of("-prof", "gc"));
        }
        Main.main(all.toArray(new String[0]));
        return 0;
    }
}
