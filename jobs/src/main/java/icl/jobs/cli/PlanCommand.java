package icl.jobs.cli;

import icl.jobs.commit.ResultTable;
import icl.jobs.frame.Format;
import icl.jobs.frame.Frame;
import icl.jobs.inventory.CostHistory;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.LearnedCosts;
import icl.jobs.plan.Plan;
import icl.jobs.sweep.Sweep;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code icl plan}: what a sweep would compute. */
@Command(name = "plan", description = "Says what a sweep would compute, and computes nothing.")
final class PlanCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private SweepOptions options;

    PlanCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Sweep sweep = options.sweep();
        ResultTable table = options.table(sweep);
        LearnedCosts learned = CostHistory.of(table).after(LearnedCosts.NONE);
        Plan plan = Plan.of(sweep, PublishedKeys.of(table)).with(learned);
        streams.out().println(PlanText.cells(plan) + ", results in " + Failure.shown(table.name()));
        Format.TABLE.write(PlanText.measures(plan), streams.out());
        Frame uncovered = PlanText.uncovered(plan);
        if (!uncovered.rows().isEmpty()) {
            streams.out().println();
            Format.TABLE.write(uncovered, streams.out());
        }
        if (learned.tasks() > 0) {
            streams.out()
                    .println("core_seconds are predicted from " + PlanText.count(learned.tasks(), "task")
                            + " of this folder");
        }
        SharedArchive.writeIfAsked(streams, () -> {});
        return ExitCode.OK;
    }
}
