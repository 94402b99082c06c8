package icl.jobs.execute;

import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/** How many tasks this process runs at once, which the machine's cores do not say: an executor has some of them. */
final class Slots {
    /** An executor is started with its number of cores, also where no setting names one. */
    private static final Pattern EXECUTOR = Pattern.compile("\\S*ExecutorBackend .*--cores (\\d+).*");

    private Slots() {}

    /** For a task. */
    static int here() {
        SparkConf settings = SparkEnv.get().conf();
        return of(name -> settings.get(name, ""), System.getProperty("sun.java.command", ""));
    }

    /**
     * The same of any process.
     *
     * @param settings empty texts where they are not set
     * @param command its main class and arguments
     */
    static int of(UnaryOperator<String> settings, String command) {
        int cores = started(command).orElseGet(() -> cores(settings));
        return Math.max(
                1, cores / Parallelism.number(settings, "spark.task.cpus").orElse(1));
    }

    private static OptionalInt started(String command) {
        Matcher executor = EXECUTOR.matcher(command);
        return executor.matches() ? OptionalInt.of(Integer.parseInt(executor.group(1))) : OptionalInt.empty();
    }

    private static int cores(UnaryOperator<String> settings) {
        OptionalInt threads = Parallelism.threads(settings.apply("spark.master"));
        return threads.orElseGet(() -> Parallelism.number(settings, "spark.executor.cores")
                .orElse(Runtime.getRuntime().availableProcessors()));
    }
}
