package icl.jobs;

import icl.jobs.execute.SparkSessions;
import org.apache.spark.sql.SparkSession;

/** The one session of all tests, local[2]. */
public final class SharedSpark {
    private SharedSpark() {}

    public static SparkSession session() {
        System.setProperty("spark.master", "local[2]");
        return SparkSessions.getOrCreate();
    }
}
