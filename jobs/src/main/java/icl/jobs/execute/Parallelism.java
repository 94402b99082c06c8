package icl.jobs.execute;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.spark_partition_id;

import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** How many tasks run at once: what the settings say, or else what Spark makes of a small query. */
final class Parallelism {
    private static final Pattern LOCAL = Pattern.compile("local(?:\\[([0-9]+|\\*)(?:,.*)?])?");
    private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,.*]");

    /** Rows of the small query: as many partitions as there can be. */
    private static final long MANY = 1_000_000;

    private Parallelism() {}

    /** Where the settings leave it open, waits for executors that are about to register. */
    static int of(SparkSession spark) {
        return Math.max(
                1, said(name -> spark.conf().get(name, "")).orElseGet(() -> Settling.settled(() -> asked(spark))));
    }

    /** From the settings, of which those that are not set are empty texts; empty where they leave it open. */
    static OptionalInt said(UnaryOperator<String> settings) {
        OptionalInt set = number(settings, "spark.default.parallelism");
        if (set.isPresent()) {
            return set;
        }
        String master = settings.apply("spark.master");
        return Stream.of(threads(master), ofLocalCluster(master), ofExecutors(settings, master))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    /** Of a master within this process. */
    static OptionalInt threads(String master) {
        Matcher local = LOCAL.matcher(master);
        if (!local.matches()) {
            return OptionalInt.empty();
        }
        String threads = local.group(1) == null ? "1" : local.group(1);
        return OptionalInt.of(
                threads.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(threads));
    }

    private static OptionalInt ofLocalCluster(String master) {
        Matcher cluster = LOCAL_CLUSTER.matcher(master);
        return cluster.matches()
                ? OptionalInt.of(Integer.parseInt(cluster.group(1)) * Integer.parseInt(cluster.group(2)))
                : OptionalInt.empty();
    }

    private static OptionalInt ofExecutors(UnaryOperator<String> settings, String master) {
        OptionalInt executors = executors(settings);
        OptionalInt cores = number(settings, "spark.executor.cores");
        boolean oneUnlessSaid = master.startsWith("yarn") || master.startsWith("k8s");
        if (executors.isPresent() && (cores.isPresent() || oneUnlessSaid)) {
            return OptionalInt.of(executors.getAsInt() * cores.orElse(1));
        }
        return number(settings, "spark.cores.max");
    }

    /** As many as there may be, where their number depends on the work. */
    private static OptionalInt executors(UnaryOperator<String> settings) {
        if (settings.apply("spark.dynamicAllocation.enabled").equals("true")) {
            OptionalInt most = number(settings, "spark.dynamicAllocation.maxExecutors");
            if (most.isPresent() && most.getAsInt() < Integer.MAX_VALUE) { // which means no limit
                return most;
            }
        }
        return number(settings, "spark.executor.instances");
    }

    static OptionalInt number(UnaryOperator<String> settings, String name) {
        String value = settings.apply(name);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    /**
     * A range without a number of partitions has one for each task that can run at once, on the executors of the moment. The
     * answer comes when there is one.
     */
    static int asked(SparkSession spark) {
        return 1
                + spark.range(MANY)
                        .select(spark_partition_id().as("partition"))
                        .agg(max("partition"))
                        .first()
                        .getInt(0);
    }
}
