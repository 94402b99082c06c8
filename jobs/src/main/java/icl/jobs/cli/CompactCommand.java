package icl.jobs.cli;

import icl.jobs.commit.Compaction;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icl compact}: few large files in place of many small ones. */
@Command(
        name = "compact",
        description = "Merges the batches of a results folder into few files that hold the same rows.",
        footer = {
            "",
            "  icl compact results/quickstart",
            "  icl vacuum results/quickstart",
            "",
            "The files that were there are kept under _generations until icl vacuum removes them. Exit code: 0, or 5 when a run"
                    + " is under way."
        })
final class CompactCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(paramLabel = "DIR", description = "The results folder.")
    private String folder;

    CompactCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<Compaction.Merged> merged = Compaction.of(Tables.at(folder));
        for (Compaction.Merged one : merged) {
            streams.out()
                    .println(one.table().folder() + ": " + PlanText.count(one.rows(), "row") + ", "
                            + PlanText.count(one.files(), "file") + " of " + PlanText.count(one.bytes(), "byte")
                            + " became " + PlanText.count(one.merged(), "file") + " of "
                            + PlanText.count(one.mergedBytes(), "byte"));
        }
        streams.out()
                .println(
                        merged.isEmpty()
                                ? "Nothing to compact: every table is in few files"
                                : "What was there is kept until icl vacuum " + Failure.shown(folder) + " removes it");
        return ExitCode.OK;
    }
}
