package icl.jobs.execute;

import icl.core.check.Invalid;
import icl.jobs.secrets.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark sessions with our defaults under whatever the user has set. The master is the launcher's business. */
public final class SparkSessions {
    /** Whatever the user says: on one machine nothing listens beyond it. */
    private static final Map<String, String> LOCAL =
            Map.of("spark.driver.host", "127.0.0.1", "spark.driver.bindAddress", "127.0.0.1");

    /** What Spark shows as stars: keys of secrets, and addresses with a password. */
    public static final String SECRET = "(?i)" + Secrets.NAMES + "|://[^/@\\s]+:[^/@\\s]+@";

    /** Why a Spark Connect server is refused; its address may hold a token. */
    public static final String NO_CONNECT =
            "Cannot use Spark Connect (--remote, spark.remote, SPARK_REMOTE): icl needs a driver of"
                    + " its own (use --master)";

    private SparkSessions() {}

    /** The session of this JVM; it is made if there is none. */
    public static SparkSession getOrCreate() {
        SparkConf given = new SparkConf();
        requireNoConnect(given, System.getenv("SPARK_REMOTE"));
        SparkSession.Builder builder = SparkSession.builder();
        settings(given).forEach(builder::config);
        return builder.getOrCreate();
    }

    /** A client of Spark Connect has no driver here: what it was told would be passed over, and the sweep computed on this machine. */
    static void requireNoConnect(SparkConf given, String remote) {
        if (given.contains("spark.remote")
                || given.get("spark.api.mode", "classic").equalsIgnoreCase("connect")
                || (remote != null && !remote.isBlank())) {
            throw new Invalid(NO_CONNECT);
        }
    }

    /** What we add to the user's settings. */
    static Map<String, String> settings(SparkConf given) {
        String master = given.get("spark.master", "");
        Map<String, String> settings = defaults(master);
        settings.keySet().removeIf(given::contains);
        if (master.startsWith("local")) {
            settings.putAll(LOCAL);
            if (given.getBoolean("spark.ui.enabled", false)) {
                requireLoopback(System.getenv("SPARK_LOCAL_IP"));
            }
        }
        return settings;
    }

    /** Spark's pages are served at this address; without it at all of the machine's. */
    static void requireLoopback(String address) {
        boolean isLoopback = address != null && address.matches("127\\.[0-9.]+|localhost|::1|\\[::1]");
        if (!isLoopback) {
            throw new Invalid(
                    "Invalid spark.ui.enabled: true (must be false, or SPARK_LOCAL_IP=127.0.0.1 in the environment:"
                            + " else others than this machine could read the pages)");
        }
    }

    private static Map<String, String> defaults(String master) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("spark.app.name", "icl");
        defaults.put("spark.sql.session.timeZone", "UTC"); // else the JVM's
        defaults.put("spark.redaction.regex", SECRET);
        defaults.put("spark.ui.showConsoleProgress", "false"); // we print our own
        if (master.startsWith("local")) {
            defaults.put("spark.ui.enabled", "false");
            defaults.put("spark.executor.killOnFatalError.depth", "0"); // no memory costs a task, not this process
            defaults.put("spark.driver.maxResultSize", "256m");
            defaults.put(
                    "spark.sql.shuffle.partitions",
                    Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        return defaults;
    }
}
