package icl.jobs.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The code that runs.
 *
 * @param version of icl
 * @param commit git commit it was built from; a dash when unknown
 * @param dirty {@code true} when files differed from that commit, {@code false}, or a dash when unknown
 */
public record Program(String version, String commit, String dirty) implements Serializable {
    /** What is not known. */
    static final String UNKNOWN = "-";

    /**
     * This program. The launcher passes {@code icl.commit} and {@code icl.dirty} as system properties, spark-submit the same
     * behind {@code spark.}
     */
    public static Program here() {
        return new Program(builtVersion(), passed("commit"), passed("dirty"));
    }

    private static String passed(String name) {
        return System.getProperty("icl." + name, System.getProperty("spark.icl." + name, UNKNOWN));
    }

    /** {@link #dirty} as a column: null when unknown. */
    Boolean isDirty() {
        return dirty.equals(UNKNOWN) ? null : Boolean.valueOf(dirty);
    }

    private static String builtVersion() {
        try (InputStream in = Program.class.getResourceAsStream("/icl/build.properties")) {
            Properties build = new Properties();
            build.load(in);
            return build.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
