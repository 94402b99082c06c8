package icl.jobs.execute;

import org.apache.spark.SparkUserAppException;

/** How a program that Spark has started says with which exit code it ends. */
public final class SubmittedExit {
    private SubmittedExit() {}

    /** What to throw from {@code main}: spark-submit ends with this code, and YARN and Kubernetes are told it. */
    public static Exception of(int code) {
        return new SparkUserAppException(code, null);
    }
}
