package icl.jobs.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Passes requests to an S3 server. It does one thing that S3 does and S3Proxy does not: of several requests to create an object
 * only if there is none, one succeeds, also when they come at once. S3Proxy looks first and writes then; so such requests wait
 * here for one another.
 */
public final class S3Front implements AutoCloseable {
    /** What the HTTP client sets itself, and what holds for one connection only. */
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "upgrade", "http2-settings");

    private static final String IF_NONE_MATCH = "If-None-Match";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String target;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final Object conditional = new Object();
    private volatile Duration delay = Duration.ZERO;

    private S3Front(HttpServer server, String target) {
        this.server = server;
        this.target = target;
    }

    /** Listens on a free port for what is passed to that one. */
    static S3Front before(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        S3Front front = new S3Front(server, "http://127.0.0.1:" + port);
        server.createContext("/", front::handle);
        server.setExecutor(front.threads);
        server.start();
        return front;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on each request takes so much longer. */
    public void delay(Duration each) {
        delay = each;
    }

    /** Requests of a kind so far: {@code GET list}, {@code PUT copy}, {@code PUT}, ... */
    public long count(String kind) {
        return counts.getOrDefault(kind, new LongAdder()).sum();
    }

    /** Requests so far. */
    public long count() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The most requests that were under way at once. */
    public int peak() {
        return peak.get();
    }

    @Override
    public String toString() {
        return counts.toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        peak.accumulateAndGet(running.incrementAndGet(), Math::max);
        try (exchange) {
            counts.computeIfAbsent(kind(exchange), method -> new LongAdder()).increment();
            Thread.sleep(delay.toMillis());
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpResponse<byte[]> response = response(exchange, body);
            answer(exchange, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.decrementAndGet();
        }
    }

    /** {@code GET list}, {@code PUT copy}, {@code PUT}, ... */
    private static String kind(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        boolean isList = query != null && query.contains("list-type");
        boolean isCopy = exchange.getRequestHeaders().containsKey("x-amz-copy-source");
        return exchange.getRequestMethod() + (isList ? " list" : isCopy ? " copy" : "");
    }

    private HttpResponse<byte[]> response(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        if (!exchange.getRequestHeaders().containsKey(IF_NONE_MATCH)) {
            return client.send(request(exchange, body), BodyHandlers.ofByteArray());
        }
        synchronized (conditional) {
            return client.send(request(exchange, body), BodyHandlers.ofByteArray());
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OWN.contains(name) || (isHead && name.equals("content-length"))) {
                header.getValue().forEach(value -> exchange.getResponseHeaders().add(header.getKey(), value));
            }
        }
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), isHead || body.length == 0 ? -1 : body.length);
        if (!isHead && body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
