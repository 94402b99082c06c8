package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.cli.Cli.Result;
import icl.jobs.commit.TableFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code icl watch} and {@code icl sweep --watch}. */
@Timeout(120)
class WatchCommandTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ADDRESS = Pattern.compile("Watch at (http://127\\.0\\.0\\.1:\\d+/)\n");

    /** Eight cells; the two that are aligned and anisotropic have no closed form. */
    private static final String YAML = """
            name: small
            grid:
              design: [iid, aligned]
              dim: 4
              length: [2, 8]
              alpha: 0.5
              noise_variance: 1
              task_covariance: [identity, {power_law: 1}]
            measures:
              exact: {}
            """;

    @TempDir
    private Path folder;

    /** A command that runs beside the test. */
    private static final class Beside {
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        private final FutureTask<Integer> code;
        private final Thread thread;

        Beside(String... args) {
            PrintStream console = new PrintStream(printed, true, UTF_8);
            code = new FutureTask<>(
                    () -> Main.run(args, new StandardStreams(InputStream.nullInputStream(), console, console)));
            thread = new Thread(code);
            thread.start();
        }

        URI address() {
            Matcher matcher = ADDRESS.matcher("");
            while (!matcher.find()) {
                assertThat(code).as(printed.toString(UTF_8)).isNotDone();
                Thread.onSpinWait();
                matcher = ADDRESS.matcher(printed.toString(UTF_8));
            }
            return URI.create(matcher.group(1));
        }
    }

    private static Map<String, Object> status(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("status.json")).build();
        return Cli.json(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static Map<?, ?> run(Map<String, Object> status) {
        return (Map<?, ?>) status.get("run");
    }

    private String sweepFile() throws IOException {
        return Files.writeString(folder.resolve("small.yaml"), YAML).toString();
    }

    @Test
    void aSweepIsSeenToTheEnd() throws Exception {
        SharedSpark.session();
        String out = folder.resolve("out").toString();
        Beside sweep = new Beside("sweep", sweepFile(), "--out", out, "--watch", "0");
        URI address = sweep.address();
        List<Integer> done = new ArrayList<>(List.of(0));
        Map<String, Object> status = status(address);
        while (run(status) == null || !run(status).get("state").equals("finished")) {
            status = status(address);
            if (run(status) != null && run(status).get("told") instanceof Map<?, ?> told) {
                done.add((Integer) told.get("done"));
            }
        }
        assertThat(done).isSorted().endsWith(8);
        assertThat(status).containsEntry("sweep", "small").containsEntry("folder", out);
        Map<?, ?> told = (Map<?, ?>) run(status).get("told");
        assertThat(told.get("failed")).isEqualTo(2);
        assertThat(told.get("total")).isEqualTo(8);
        assertThat(sweep.code.get()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(sweep.printed.toString(UTF_8)).contains("8 of 8 risks", "2 cells failed");
    }

    @Test
    void aFolderIsWatchedUntilItIsInterrupted() throws Exception {
        Path out = folder.resolve("out");
        TableFixture.publish(TableFixture.at(out), "small", TableFixture.ok(3, 1), TableFixture.failed(5, "no form"));
        Beside watch = new Beside("watch", out.toString());
        Map<String, Object> status = status(watch.address());
        assertThat(status)
                .containsEntry("sweep", "small")
                .containsEntry("rows", 2)
                .containsEntry("live", 0);
        assertThat(status.get("failures").toString()).contains("kind=exception", "results=1", "example=no form");
        watch.thread.interrupt();
        assertThat(watch.code.get()).isZero();
        assertThat(watch.printed.toString(UTF_8)).hasLineCount(1);
    }

    @Test
    void whatCannotBeWatchedIsRefused() {
        refused(Cli.icl("watch", folder.resolve("none").toString()), "No results in ");
        refused(Cli.icl("watch"), "Missing required parameter: 'DIR'");
        refused(Cli.icl("watch", folder.toString(), "--port", "x"), "'x' is not an int");
    }

    @Test
    void aPortThatCannotBeHadIsRefusedBeforeTheSweepBegins() throws IOException {
        Path out = folder.resolve("out");
        TableFixture.publish(TableFixture.at(folder.resolve("table")), "small", TableFixture.ok(3, 1));
        try (ServerSocket taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refused(
                    Cli.icl("sweep", sweepFile(), "--out", out.toString(), "--watch", port),
                    "Cannot watch at port " + port);
            refused(
                    Cli.icl("watch", folder.resolve("table").toString(), "--port", port),
                    "Cannot watch at port " + port);
        }
        refused(
                Cli.icl("sweep", sweepFile(), "--out", out.toString(), "--watch", "70000"),
                "Invalid port: 70000 (must be in 0 to 65535; 0 is a free one)");
        assertThat(out).doesNotExist();
    }

    private static void refused(Result result, String problem) {
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("icl: ").contains(problem).hasLineCount(1);
    }
}
