package icl.jobs.servers;

import java.io.IOException;
import java.util.Map;

/** A file system on which the commands of icl keep their results. */
public interface Place {
    /** The address of a folder there. */
    String folder(String name);

    /** What Hadoop must be told to reach it, under Hadoop's names. */
    Map<String, String> settings();

    /** How many batches of results a folder there holds, as somebody sees who is no part of icl. */
    long batches(String name) throws IOException;

    /** After so long a run that was killed is taken for dead. */
    default long leaseMillis() {
        return 8000;
    }

    /** The jars that a client needs beside Spark's; empty when it needs none. */
    default String classPath() throws IOException {
        return "";
    }
}
