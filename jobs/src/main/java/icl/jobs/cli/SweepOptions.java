package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which sweep, with which changes, into which folder: the options of all commands about a sweep. */
final class SweepOptions {
    @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep file, in YAML.")
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "The results folder (results/NAME if not given).")
    private String out;

    @Option(
            names = "--set",
            paramLabel = "AXIS=VALUES",
            description = "Values, in YAML, that replace those of the file; also of seed and where. May be repeated.")
    private List<String> changes = List.of();

    /** The file as the user named it. */
    Path file() {
        return file;
    }

    Sweep sweep() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new Invalid("Invalid --set: '" + change + "' (must be axis=values, as in length=[10, 20])");
            }
            String axis = change.substring(0, equals).strip();
            if (values.put(axis, change.substring(equals + 1)) != null) {
                throw new Invalid(
                        "Invalid --set: '" + axis + "' comes twice (must be given once, with all its values)");
            }
        }
        return SweepFile.load(file, values);
    }

    /** The results folder of that sweep; {@link Invalid} or a conflict when it belongs to something else. */
    ResultTable table(Sweep sweep) {
        ResultTable table = Tables.at(out == null ? "results/" + sweep.name() : out);
        table.requireOwner(sweep.name());
        return table;
    }
}
