package icl.jobs.watch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import icl.jobs.secrets.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Serves requests that only read, and only requests whose Host header names this machine. A page from elsewhere whose host name
 * resolves to this machine (DNS rebinding) has its own host name in its requests and is refused.
 */
final class LoopbackHandler implements HttpHandler {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final int HTTP = 80; // browsers omit it

    private final Routes routes;
    private final int port;
    private final Runnable visit;

    /** @param visit called for every accepted request */
    LoopbackHandler(Routes routes, int port, Runnable visit) {
        this.routes = routes;
        this.port = port;
        this.visit = visit;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, reply(exchange));
        }
    }

    private Reply reply(HttpExchange exchange) {
        if (!isOurs(exchange.getRequestHeaders().get("Host"))) {
            return Reply.refusal(403, "This page is at http://127.0.0.1:" + port + "/ only");
        }
        if (!METHODS.contains(exchange.getRequestMethod())) {
            return Reply.refusal(405, "This page can be read only");
        }
        visit.run();
        try {
            return routes.at(exchange.getRequestURI().getRawPath()).orElse(Reply.refusal(404, "There is no such page"));
        } catch (RuntimeException | Error e) { // for instance no memory: the sweep goes on
            return Reply.refusal(500, "Cannot read the results folder: " + Secrets.hidden(e.toString()));
        }
    }

    private boolean isOurs(List<String> hosts) {
        return hosts != null
                && hosts.size() == 1
                && NAMES.stream()
                        .anyMatch(name -> hosts.get(0).equals(name + ":" + port)
                                || (port == HTTP && hosts.get(0).equals(name)));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.type());
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        if (reply.status() == 405) {
            headers.set("Allow", "GET, HEAD");
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
