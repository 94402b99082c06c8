package icl.jobs.cli;

import icl.jobs.commit.ResultTable;
import icl.jobs.inventory.CostHistory;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.LearnedCosts;
import icl.jobs.plan.MeasurePlan;
import icl.jobs.plan.Plan;
import icl.jobs.progress.Summary;
import icl.jobs.sweep.Sweep;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code icl sweep}: computes what is not done yet. */
@Command(
        name = "sweep",
        description =
                "Computes what a results folder does not hold yet of a sweep. Run again, it goes on where it was.",
        customSynopsis =
                "icl sweep SWEEP [--out DIR] [--set AXIS=VALUES ...] [--timeout DURATION] [-- SPARK OPTION ...]",
        footer = {
            "",
            "  icl sweep sweeps/quickstart.yaml",
            "  icl sweep sweeps/million.yaml --set \"length=[10, 100]\" --out results/small -- --master local[4]",
            "",
            "Exit code: 0 when every cell has its result, 3 when some failed, 4 when more failed than --max-failures allows,",
            "5 when the folder belongs to another sweep."
        })
final class SweepCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private SweepOptions options;

    @Mixin
    private RunOptions run;

    SweepCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Sweep sweep = options.sweep();
        ResultTable table = options.table(sweep);
        try (Computation computation = new Computation(table, run, streams)) {
            return complete(sweep, table, computation);
        }
    }

    private int complete(Sweep sweep, ResultTable table, Computation computation) throws IOException {
        LearnedCosts learned = CostHistory.of(table).after(LearnedCosts.NONE);
        Plan plan = Plan.of(sweep, PublishedKeys.of(table)).with(learned);
        streams.out().println(PlanText.summary(plan));
        streams.out().flush();
        if (plan.todo() == 0) {
            return computation.end(Summary.NOTHING, failed(plan));
        }
        Summary summary = computation.run(plan, 1);
        computation.showTable();
        int code = computation.end(summary, failed(plan, summary, table));
        SharedArchive.writeIfAsked(streams, () -> {});
        return code;
    }

    private static long failed(Plan plan) {
        return plan.measures().stream().mapToLong(MeasurePlan::failed).sum();
    }

    /** Of the whole sweep; where another run has computed a part meanwhile, the table knows. */
    private static long failed(Plan plan, Summary summary, ResultTable table) {
        return summary.rows() == plan.todo()
                ? failed(plan) + summary.failed()
                : failed(plan.leftBy(PublishedKeys.of(table)));
    }
}
