package icl.jobs.cli;

import icl.jobs.frame.Format;
import icl.jobs.frame.Frame;
import icl.jobs.table.Inventory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code icl status}: what a results folder holds. */
@Command(name = "status", description = "Says what a results folder holds: cells, failures, runs, size.")
final class StatusCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "DIR", description = "The results folder.")
    private String folder;

    StatusCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Inventory inventory = Inventory.of(Tables.at(folder));
        streams.out()
                .println(Failure.shown(folder + ": sweep " + inventory.sweep()) + ", "
                        + PlanText.count(inventory.files(), "file") + ", " + size(inventory.bytes()));
        streams.out().println();
        Format.TABLE.write(measures(inventory), streams.out());
        streams.out().println();
        Format.TABLE.write(runs(inventory), streams.out());
        SharedArchive.writeIfAsked(streams, () -> {});
        return ExitCode.OK;
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
