package icl.jobs.cli;

import icl.jobs.commit.ResultTable;
import icl.jobs.isolation.Limits;
import icl.jobs.progress.FailureLimit;
import icl.jobs.progress.ProgressListener;
import icl.jobs.watch.WatchServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of all commands that compute: progress, failures and limits. */
final class RunOptions {
    @Option(
            names = "--progress",
            paramLabel = "FILE",
            description = "Append progress to this file, one JSON object a line.")
    private Path progress;

    @Option(
            names = "--max-failures",
            paramLabel = "N|P%",
            description =
                    "Stop once more than N risks, or more than P percent of those done, have failed; a few spread over"
                            + " the grid are tried first.")
    private String limit;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "The longest that a cell may take, as in 30s, 10m or 2h; what takes longer is a failed cell"
                    + " (no limit if not given).")
    private Duration timeout = Limits.NONE.timeout();

    @Option(
            names = "--watch",
            paramLabel = "PORT",
            description =
                    "Serve a page to this machine that shows how far the run is, what failed, and the first curves"
                            + " (0: at a free port).")
    private Integer port;

    FailureLimit limit() {
        return limit == null ? FailureLimit.NONE : FailureLimit.parse(limit);
    }

    /** What each cell may take. */
    Limits limits() {
        return new Limits(timeout);
    }

    /** The listeners for runs into this table. */
    ProgressListeners watchers(ResultTable table, StandardStreams streams) {
        List<ProgressListener> watchers = new ArrayList<>();
        watchers.add(new ProgressLine(streams.err(), Boolean.getBoolean("icl.terminal")));
        watchers.add(new ProgressFile(run -> table.progress(run.id()), streams.err(), InstantSource.system()));
        if (progress != null) {
            Path file = ProgressFile.writable(progress);
            watchers.add(new ProgressFile(run -> Optional.of(file), streams.err(), InstantSource.system()));
        }
        return new ProgressListeners(watchers, page(table, streams));
    }

    /** How the page ends on which runs into this table are watched, if there is one. */
    private Runnable page(ResultTable table, StandardStreams streams) {
        if (port == null) {
            return () -> {};
        }
        WatchServer page = WatchServer.open(port, table);
        streams.err().println("Watch at " + page.address());
        return page::close;
    }
}
