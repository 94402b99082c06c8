package icl.jobs.execute;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark sessions with our defaults under whatever the user has set. The master is the launcher's business. */
public final class SparkSessions {
    private SparkSessions() {}

    /** The session of this JVM; it is made if there is none. */
    public static SparkSession getOrCreate() {
        SparkConf given = new SparkConf();
        SparkSession.Builder builder = SparkSession.builder();
        defaults(given.get("spark.master", "")).forEach((key, value) -> {
            if (!given.contains(key)) {
                builder.config(key, value);
            }
        });
        return builder.getOrCreate();
    }

    private static Map<String, String> defaults(String master) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("spark.app.name", "icl");
        defaults.put("spark.sql.session.timeZone", "UTC"); // else the JVM's
        defaults.put("spark.ui.showConsoleProgress", "false"); // we print our own
        if (master.startsWith("local")) {
            defaults.put("spark.ui.enabled", "false");
            defaults.put("spark.driver.host", "127.0.0.1"); // works without a network
            defaults.put("spark.driver.bindAddress", "127.0.0.1");
            defaults.put(
                    "spark.sql.shuffle.partitions",
                    Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        return defaults;
    }
}
