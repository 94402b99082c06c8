package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import icl.jobs.execute.HadoopSettings;
import icl.jobs.storage.Conflict;

/** Results folders, found without Spark. */
final class Tables {
    private Tables() {}

    /** The results folder of that name, under the file system settings that Spark uses. */
    static ResultTable at(String name) {
        return ResultTable.at(name, HadoopSettings.current());
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
