package icl.jobs.cli;

import icl.jobs.commit.ResultTable;
import icl.jobs.commit.Vacuum;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icl vacuum}: removes what no reader needs. */
@Command(
        name = "vacuum",
        description = "Removes what runs left that died, and old generations. What is published now stays.",
        footer = {
            "",
            "  icl vacuum results/quickstart --dry-run",
            "",
            "Runs under way are left alone. Exit code: 0, or 5 when the folder is being compacted."
        })
final class VacuumCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(paramLabel = "DIR", description = "The results folder.")
    private String folder;

    @Option(names = "--dry-run", description = "Say what would be removed, and remove nothing.")
    private boolean dry;

    VacuumCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        ResultTable table = Tables.at(folder);
        List<Vacuum.Removed> removed = dry ? Vacuum.rehearse(table) : Vacuum.of(table);
        removed.forEach(one -> streams.out()
                .println(Failure.shown(one.place()) + ": " + one.what() + ", " + PlanText.count(one.bytes(), "byte")));
        long bytes = removed.stream().mapToLong(Vacuum.Removed::bytes).sum();
        streams.out()
                .println((dry ? "Would remove " : "Removed ") + PlanText.count(removed.size(), "folder") + ", "
                        + PlanText.count(bytes, "byte"));
        return ExitCode.OK;
    }
}
