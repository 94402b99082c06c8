package icl.jobs.cli;

import icl.jobs.commit.ResultTable;
import icl.jobs.frame.Format;
import icl.jobs.frame.Frame;
import icl.jobs.inventory.CostHistory;
import icl.jobs.inventory.FailureKinds;
import icl.jobs.inventory.Inventory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icl status}: what a results folder holds. */
@Command(name = "status", description = "Says what a results folder holds: cells, failures, runs, size.")
final class StatusCommand implements Callable<Integer> {
    private static final int MOST_FREQUENT = 5;

    private final StandardStreams streams;

    @Parameters(paramLabel = "DIR", description = "The results folder.")
    private String folder;

    StatusCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        ResultTable table = Tables.toRead(folder);
        Inventory inventory = Inventory.of(table);
        streams.out()
                .println(Failure.shown(folder + ": sweep " + inventory.sweep()) + ", "
                        + PlanText.count(inventory.files(), "file") + ", " + size(inventory.bytes()));
        streams.out().println();
        Format.TABLE.write(measures(inventory), streams.out());
        streams.out().println();
        Format.TABLE.write(runs(inventory), streams.out());
        tellOfRunsWithoutEnd(inventory, table);
        tellOfCosts(CostHistory.of(table));
        FailureKinds failures = FailureKinds.of(table);
        if (!failures.kinds().isEmpty()) {
            streams.out().println();
            Format.TABLE.write(failures(failures), streams.out());
        }
        SharedArchive.writeIfAsked(streams, () -> {});
        return ExitCode.OK;
    }

    private void tellOfCosts(CostHistory costs) throws IOException {
        Optional<CostHistory.Spread> spread = costs.spread();
        if (spread.isPresent()) {
            streams.out().println();
            Format.TABLE.write(CostText.spread(spread.get()), streams.out());
            streams.out().println();
            Format.TABLE.write(CostText.measures(costs), streams.out());
        }
    }

    private void tellOfRunsWithoutEnd(Inventory inventory, ResultTable table) throws IOException {
        for (Inventory.Entry run : inventory.runs()) {
            Optional<Path> file = run.isFinished() ? Optional.empty() : table.progress(run.runId());
            Optional<LastProgress> word = file.isPresent() ? LastProgress.of(file.get()) : Optional.empty();
            word.ifPresent(last -> streams.out().println("Run " + run.runId() + " " + last.text(Instant.now())));
        }
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    private static Frame measures(Inventory inventory) {
        return new Frame(
                List.of("measure", "measure_id", "done", "failed"),
                List.of("string", "string", "int", "int"),
                inventory.measures().stream()
                        .map(m -> List.<Object>of(m.measure(), m.measureId(), m.ok(), m.failed()))
                        .toList(),
                true);
    }

    /** The most frequent kinds of errors. */
    private static Frame failures(FailureKinds failures) {
        return new Frame(
                List.of("failed", "error"),
                List.of("int", "string"),
                failures.kinds().stream()
                        .limit(MOST_FREQUENT)
                        .map(kind -> List.<Object>of(kind.cells(), kind.example()))
                        .toList(),
                failures.kinds().size() <= MOST_FREQUENT);
    }

    private static Frame runs(Inventory inventory) {
        return new Frame(
                List.of("run_id", "finished", "commit", "sweep_file"),
                List.of("string", "boolean", "string", "string"),
                inventory.runs().stream()
                        .map(r -> List.<Object>of(r.runId(), r.isFinished(), r.commit(), r.file()))
                        .toList(),
                true);
    }
}
