package icl.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code icl bench NAME [--option value ...]}: runs one benchmark beside its alternative and prints one JSON line. */
public final class Bench {
    /** All benchmarks. To add one, write its file and name it here. */
    private static final List<Benchmark> ALL = List.of(new ExactBench(), new SpectrumBench(), new SweepBench());

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws Exception {
        List<String> names = ALL.stream().map(Benchmark::name).toList();
        if (arguments.length == 0 || arguments[0].equals("--help")) {
            System.out.println("Usage: icl bench NAME [--option value ...]");
            ALL.forEach(b -> System.out.printf("  %-10s %s%n", b.name(), b.purpose()));
            return 0;
        }
        int at = names.indexOf(arguments[0]);
        if (at < 0) {
            System.err.println("Unknown benchmark: '" + arguments[0] + "' (known: " + String.join(", ", names) + ")");
            return 2;
        }
        try {
            Map<String, Object> line = new LinkedHashMap<>(Map.of("bench", arguments[0]));
            line.putAll(ALL.get(at).run(new Options(Arrays.asList(arguments).subList(1, arguments.length))));
            line.put("java", Runtime.version().toString());
            line.put("processors", Runtime.getRuntime().availableProcessors());
            System.out.println(new ObjectMapper().writeValueAsString(line));
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }
}
