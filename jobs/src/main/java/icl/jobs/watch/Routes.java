package icl.jobs.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import icl.core.text.ControlCharacters;
import icl.jobs.json.JsonMappers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The paths of the server: the page, the files that it loads, and two answers in JSON. */
final class Routes {

    private final Map<String, Supplier<Reply>> replies;

    Routes(FolderMonitor monitor) {
        replies = Map.of(
                "/", file("watch.html", "text/html; charset=utf-8"),
                "/watch.js", file("watch.js", "text/javascript; charset=utf-8"),
                "/chart.js", file("chart.js", "text/javascript; charset=utf-8"),
                "/watch.css", file("watch.css", "text/css; charset=utf-8"),
                "/icon.svg", file("icon.svg", "image/svg+xml"),
                "/status.json", () -> json(monitor.status()),
                "/curves.json", () -> json(monitor.curves()));
    }

    /** The reply for exactly this path, as the request spells it. */
    Optional<Reply> at(String path) {
        return Optional.ofNullable(replies.get(path)).map(Supplier::get);
    }

    private static Supplier<Reply> file(String name, String type) {
        Reply reply = new Reply(200, type, text(name));
        return () -> reply;
    }

    private static String text(String name) {
        try (InputStream in = Routes.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply json(Record content) {
        try {
            return Reply.json(ControlCharacters.of(JsonMappers.SNAKE_CASE.writeValueAsString(content)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
