package icl.jobs.cli;

import icl.jobs.commit.ResultTable;
import icl.jobs.inventory.CostHistory;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.inventory.SavedSweeps;
import icl.jobs.plan.LearnedCosts;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Retries;
import icl.jobs.progress.Summary;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code icl retry}: computes again what failed. */
@Command(
        name = "retry",
        description = "Computes the failed cells of a results folder again, as the sweeps ask that made it.",
        customSynopsis = "icl retry DIR [--timeout DURATION] [--max-failures N|P%%] [-- SPARK OPTION ...]",
        footer = {
            "",
            "  icl retry results/quickstart --timeout 10m",
            "  icl query results/quickstart \"SELECT cell_id, measure, attempt, status, error FROM attempts WHERE attempt > 1\"",
            "",
            "The view attempts keeps what came out before; all others show the last attempt. Exit code: 0 when every cell has its",
            "result now, 3 when some failed again, 4 when more failed than --max-failures allows, 5 when another run does the same."
        })
final class RetryCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private RunOptions run;

    @Parameters(index = "0", paramLabel = "DIR", description = "The results folder.")
    private String folder;

    RetryCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        ResultTable table = Tables.existing(folder);
        try (Computation computation = new Computation(table, run, streams)) {
            return complete(table, computation);
        }
    }

    private int complete(ResultTable table, Computation computation) throws IOException {
        Retries retries = Retries.of(SavedSweeps.of(table), PublishedKeys.of(table));
        streams.out().println(summary(retries));
        streams.out().flush();
        tellOfTheRest(retries);
        if (retries.todo() == 0) {
            return computation.end(Summary.NOTHING, retries.left());
        }
        Summary summary = compute(retries.plans(), computation, table);
        computation.showTable();
        return computation.end(summary, retries.left() + summary.failed());
    }

    private static String summary(Retries retries) {
        return retries.todo() == 0
                ? "Nothing to do: no cell failed that can be computed again"
                : PlanText.count(retries.todo(), "risk") + " to compute again";
    }

    private void tellOfTheRest(Retries retries) {
        if (retries.left() > 0) {
            streams.err()
                    .printf(
                            Locale.ROOT,
                            "icl: %s left: this version does not compute them as they were asked%n",
                            PlanText.count(retries.left(), "failed cell"));
            retries.problems().forEach(problem -> streams.err().println("icl: " + Failure.shown(problem)));
        }
    }

    private static Summary compute(List<Plan> plans, Computation computation, ResultTable table) {
        LearnedCosts learned = CostHistory.of(table).after(LearnedCosts.NONE);
        Summary summary = Summary.NOTHING;
        for (Plan plan : plans) {
            if (!summary.isStopped()) {
                summary = summary.plus(computation.run(plan.with(learned), table.maxAttempt() + 1));
            }
        }
        return summary;
    }
}
