package icl.jobs.cli;

import icl.jobs.commit.ResultTable;
import icl.jobs.watch.WatchServer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icl watch}: a page on which a sweep is watched, whoever runs it. */
@Command(
        name = "watch",
        description =
                "Serves a page to this machine that shows how far the run of a results folder is, what failed, and the first"
                        + " curves, until it is interrupted. Reads only.",
        footer = {
            "",
            "  icl watch results/million",
            "  icl watch results/million --port 8123",
            "",
            "To look at it from another machine: ssh -L 8123:127.0.0.1:8123 HOST, with the same port on both sides."
        })
final class WatchCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(paramLabel = "DIR", description = "The results folder.")
    private String folder;

    @Option(names = "--port", paramLabel = "PORT", description = "Where the page is (a free one if not given).")
    private int port;

    WatchCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        ResultTable table = Tables.toRead(folder);
        try (WatchServer server = WatchServer.open(port, table)) {
            streams.out().println("Watch at " + server.address());
            streams.out().flush();
            server.rehearse();
            SharedArchive.writeIfAsked(streams, () -> {});
            new CountDownLatch(1).await();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            return ExitCode.OK; // asked to end
        }
    }
}
