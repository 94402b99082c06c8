package icl.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import icl.core.text.Suggestions;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command {@code icl bench NAME [--option value ...]}, which runs one benchmark and prints one JSON line. */
public final class Bench {
    /** All benchmarks. To add one, write its class and name it here. */
    static final List<Benchmark> ALL = List.of(
            new ExactBench(),
            new SpectrumBench(),
            new TrainBench(),
            new ConvergeBench(),
            new EvaluateBench(),
            new SampleBench(),
            new SweepBench());

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(run(System.out, System.err, List.of(arguments)));
    }

    /** Runs a command and returns its exit code. */
    static int run(PrintStream out, PrintStream err, List<String> arguments) throws Exception {
        if (arguments.isEmpty() || arguments.get(0).equals("--help")) {
            help(out);
            return 0;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        if (arguments.get(0).equals(Jmh.NAME)) {
            return Jmh.run(rest);
        }
        try {
            Benchmark benchmark = find(arguments.get(0));
            Map<String, Object> line = new LinkedHashMap<>(Map.of("bench", benchmark.name()));
            Options options = new Options(benchmark.options(), rest);
            line.putAll(options.settings());
            line.putAll(benchmark.run(options));
            line.put("java", Runtime.version().toString());
            line.put("processors", Runtime.getRuntime().availableProcessors());
            out.println(new ObjectMapper().writeValueAsString(line));
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private static Benchmark find(String name) {
        return ALL.stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow(() -> {
            List<String> names = ALL.stream().map(Benchmark::name).collect(Collectors.toList());
            names.add(Jmh.NAME);
            return new IllegalArgumentException(Suggestions.unknown("benchmark", name, names));
        });
    }

    private static void help(PrintStream out) {
        out.println("Usage: icl bench NAME [--option value ...]");
        for (Benchmark benchmark : ALL) {
            out.printf("  %-10s %s%n", benchmark.name(), benchmark.purpose());
            benchmark.options().forEach((name, value) -> out.printf("  %-10s   --%s %s%n", "", name, value));
        }
        out.printf("  %-10s %s%n", Jmh.NAME, Jmh.PURPOSE);
    }
}
