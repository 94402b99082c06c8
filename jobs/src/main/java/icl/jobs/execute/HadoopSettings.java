package icl.jobs.execute;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The settings of file systems that a command uses. */
public final class HadoopSettings {
    private static final String PREFIX = "spark.hadoop.";

    private HadoopSettings() {}

    /**
     * Those of the Spark session of this JVM, where there is one already, as on managed platforms, which put credentials there;
     * else those of Hadoop's files on the class path; and over both the properties {@code spark.hadoop.*}. Starts no session.
     */
    public static Configuration current() {
        Configuration hadoop =
                Boolean.getBoolean("icl.launcher") ? new Configuration() : ofSession(); // it starts with none
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(key -> hadoop.set(key.substring(PREFIX.length()), System.getProperty(key)));
        return hadoop;
    }

    private static Configuration ofSession() {
        Option<SparkSession> session = SparkSession.getDefaultSession();
        return session.isDefined()
                ? new Configuration(session.get().sparkContext().hadoopConfiguration())
                : new Configuration();
    }
}
