package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import icl.jobs.storage.Conflict;
import org.apache.hadoop.conf.Configuration;

/** Results folders, found without Spark. */
final class Tables {
    private static final String PREFIX = "spark.hadoop.";

    private Tables() {}

    /** The results folder of that name, under the file system settings that Spark would use. */
    static ResultTable at(String name) {
        Configuration hadoop = new Configuration();
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(key -> hadoop.set(key.substring(PREFIX.length()), System.getProperty(key)));
        return ResultTable.at(name, hadoop);
    }

    /** The same; {@link Invalid} when there is no table yet. */
    static ResultTable existing(String name) {
        ResultTable table = at(name);
        table.requireTable();
        return table;
    }

    /** The same for a command that only reads: a table format of another build is nobody's place there, but bad input. */
    static ResultTable toRead(String name) {
        try {
            return existing(name);
        } catch (Conflict e) {
            throw new Invalid(e.getMessage());
        }
    }
}
