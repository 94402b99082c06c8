package icl.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium with one page, spoken to by its DevTools protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LISTENING = "DevTools listening on ";
    private static final int SECONDS = 60;

    /** What the browser told without being asked. */
    record Event(String method, JsonNode parameters) {}

    private final Process process;
    private final WebSocket socket;
    private final String session;
    private final StringBuilder text = new StringBuilder();
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    private Browser(Process process) throws IOException {
        this.process = process;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address(process), this)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        String target = request("", "Target.createTarget", "url", "about:blank")
                .get("targetId")
                .asText();
        session = request("", "Target.attachToTarget", "targetId", target, "flatten", true)
                .get("sessionId")
                .asText();
        for (String part : List.of("Page", "Runtime", "Log", "Network")) {
            ask(part + ".enable");
        }
    }

    /** The program, where there is one: on the PATH, or named by ICL_CHROMIUM. */
    static Optional<Path> program() {
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)));
        return Stream.concat(Stream.ofNullable(System.getenv("ICL_CHROMIUM")).map(Path::of), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with a profile in this folder. */
    static Browser start(Path program, Path profile) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // which a container has no rights for
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile);
        return new Browser(builder.redirectErrorStream(true).start());
    }

    /** The rest of what it prints is not read: little, and it has a pipe for it. */
    private static URI address(Process process) throws IOException {
        BufferedReader printed = process.inputReader(StandardCharsets.UTF_8);
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            if (line.startsWith(LISTENING)) {
                return URI.create(line.substring(LISTENING.length()));
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    /** Asks the page for something, with names and values by turns. */
    JsonNode ask(String method, Object... parameters) {
        return request(session, method, parameters);
    }

    private JsonNode request(String to, String method, Object... parameters) {
        int id = asked.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        if (!to.isEmpty()) {
            message.put("sessionId", to);
        }
        message.set("params", JSON.valueToTree(Spec.of(parameters)));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(message.toString(), true).join();
        JsonNode told = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (told.has("error")) {
            throw new IllegalStateException(method + ": " + told.get("error"));
        }
        return told.get("result");
    }

    /** The value of a JavaScript expression; of a promise what it comes to. */
    JsonNode value(String expression) {
        JsonNode told = ask("Runtime.evaluate", "expression", expression, "awaitPromise", true, "returnByValue", true);
        if (told.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + told.get("exceptionDetails"));
        }
        return told.get("result").path("value");
    }

    /** Opens a file and waits until this expression is true. */
    void open(Path file, String isReady) {
        ask("Page.navigate", "url", file.toUri().toString());
        await(isReady);
    }

    void await(String expression) {
        value("new Promise(done => { const look = () => { (" + expression
                + ") ? done(true) : setTimeout(look, 10); }; look(); })");
    }

    void movePointer(double x, double y) {
        ask("Input.dispatchMouseEvent", "type", "mouseMoved", "x", x, "y", y);
    }

    /** What was told by this method since the start. */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.method().equals(method))
                .map(Event::parameters)
                .toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        text.append(data);
        if (isLast) {
            received(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void received(String message) {
        try {
            JsonNode told = JSON.readTree(message);
            if (told.has("id")) {
                answers.remove(told.get("id").asInt()).complete(told);
            } else {
                events.add(new Event(told.get("method").asText(), told.get("params")));
            }
        } catch (IOException e) {
            throw new IllegalStateException(message, e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
