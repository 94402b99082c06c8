package icl.jobs.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchServerTest {
    private static final String XSS = "<script>alert(1)</script>\"'&\u202e";

    @TempDir
    private Path folder;

    private ResultTable table;
    private WatchServer server;
    private URI address;

    @BeforeEach
    void open() throws IOException {
        table = TableFixture.at(folder.resolve("table"));
        TableFixture.publish(table, "small", TableFixture.ok(3, 1), TableFixture.failed(5, XSS));
        server = WatchServer.open(0, table);
        address = URI.create(server.address());
    }

    @AfterEach
    void close() {
        server.closeNow();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), address.getPort());
    }

    /** The first line of the answer to a request as it stands. */
    private String raw(String... lines) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private String host(String host) throws IOException {
        return raw("GET /status.json HTTP/1.1", "Host: " + host, "Connection: close");
    }

    @Test
    void thePageAndWhatItLoadsAreThere() throws Exception {
        for (String path : List.of("", "watch.js", "chart.js", "watch.css", "icon.svg", "status.json", "curves.json")) {
            HttpResponse<String> reply = ask("GET", path);
            assertThat(reply.statusCode()).as(path).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; script-src 'self';");
            assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            HttpResponse<String> head = ask("HEAD", path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
        assertThat(ask("GET", "").body()).contains("role=\"progressbar\"", "aria-live=\"polite\"");
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO")) {
            HttpResponse<String> reply = ask(method, "status.json");
            assertThat(reply.statusCode()).as(method).isEqualTo(405);
            assertThat(reply.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @Test
    void otherPathsAreNotThere() throws Exception {
        for (String path : List.of(
                "/../",
                "/../../etc/passwd",
                "/%2e%2e/",
                "/./status.json",
                "//status.json",
                "/status.json/",
                "/status%2ejson",
                "/watch.html",
                "/FolderMonitor.class",
                "/_icl.json",
                "/favicon.ico")) {
            assertThat(raw("GET " + path + " HTTP/1.1", "Host: " + address.getAuthority(), "Connection: close"))
                    .as(path)
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void onlyNamesOfThisMachineAreAnswered() throws Exception {
        int port = address.getPort();
        for (String host : List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port)) {
            assertThat(host(host)).as(host).startsWith("HTTP/1.1 200 ");
        }
        for (String host : List.of(
                "evil.example:" + port,
                "evil.example",
                "localhost",
                "localhost:" + (port + 1),
                "localhost.evil.example:" + port,
                "127.0.0.1:" + port + ", evil.example",
                "")) {
            assertThat(host(host)).as(host).startsWith("HTTP/1.1 403 ");
        }
        assertThat(raw("GET / HTTP/1.0")).startsWith("HTTP/1.1 403 ");
        assertThat(raw("GET / HTTP/1.1", "Host: localhost:" + port, "Host: evil.example", "Connection: close"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void itListensOnTheLoopbackAddressAlone() {
        assertThat(server.address()).startsWith("http://127.0.0.1:");
        assertThatThrownBy(() -> new Socket("127.0.0.2", address.getPort()).close()) // leads to this machine, too
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void namesThatLookLikeMarkupStayText() throws Exception {
        HttpResponse<String> reply = ask("GET", "status.json");
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(reply.body()).as("nothing turns the direction of writing").doesNotContain("\u202e");
        assertThat(new ObjectMapper()
                        .readTree(reply.body())
                        .at("/failures/0/example")
                        .textValue())
                .startsWith("<script>alert(1)</script>\"'&");
        for (String script : List.of("watch.js", "chart.js")) {
            assertThat(ask("GET", script).body())
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void requestsThatNeverEndKeepNobodyFromAsking() throws Exception {
        try (Socket first = connect();
                Socket second = connect()) {
            first.getOutputStream().write("GET / HT".getBytes(UTF_8));
            second.getOutputStream().write("GET / HT".getBytes(UTF_8));
            assertThat(ask("GET", "status.json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatCannotBeHadIsRefused() {
        assertThatThrownBy(() -> WatchServer.open(address.getPort(), table))
                .isInstanceOf(Invalid.class)
                .hasMessage("Cannot watch at port " + address.getPort()
                        + ": Address already in use (give another, or 0 for a free one)");
        for (int port : new int[] {-1, 65536}) {
            assertThatThrownBy(() -> WatchServer.open(port, table))
                    .hasMessage("Invalid port: " + port + " (must be in 0 to 65535; 0 is a free one)");
        }
    }

    @Test
    void itEndsAtOnceWhereNobodyLooks() {
        long start = System.nanoTime();
        server.close();
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
        assertThatThrownBy(() -> connect().close()).isInstanceOf(ConnectException.class);
    }
}
