package icl.jobs.storage;

import icl.core.check.Invalid;
import java.util.Map;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.util.VersionInfo;

/** The jars that file systems need which are neither in Hadoop's client nor in Spark. */
final class Connector {
    private static final Map<String, String> JARS = Map.ofEntries(
            Map.entry("s3a", hadoop("aws") + " with software.amazon.awssdk:bundle"),
            Map.entry("abfs", hadoop("azure")),
            Map.entry("abfss", hadoop("azure")),
            Map.entry("wasb", hadoop("azure")),
            Map.entry("wasbs", hadoop("azure")),
            Map.entry("gs", "com.google.cloud.bigdataoss:gcs-connector"),
            Map.entry("oss", hadoop("aliyun")),
            Map.entry("cosn", hadoop("cos")),
            Map.entry("obs", hadoop("huaweicloud")));

    private Connector() {}

    private static String hadoop(String name) {
        return "org.apache.hadoop:hadoop-" + name + ":" + VersionInfo.getVersion();
    }

    /** Throws what a user can do where a file system could not be opened since its classes are not there. */
    static void explain(String scheme, Exception problem) {
        boolean isMissing = problem instanceof UnsupportedFileSystemException
                || problem.getCause() instanceof ClassNotFoundException;
        if (isMissing && scheme.equals("s3")) {
            throw new Invalid("there is no file system s3 here: use s3a://, or run on EMR");
        }
        if (isMissing && JARS.containsKey(scheme)) {
            throw new Invalid(scheme + " needs " + JARS.get(scheme)
                    + ": its jars in ICL_CLASSPATH for icl, --packages or --jars for spark-submit");
        }
    }
}
