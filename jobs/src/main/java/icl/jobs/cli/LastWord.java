package icl.jobs.cli;

import icl.jobs.execute.Progress.Phase;
import icl.jobs.execute.Progress.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a progress file says last: how far its run was, and when that was. */
record LastWord(Instant time, State state) {
    /** A run that lives says something six times in so long. */
    private static final Duration ALIVE = Duration.ofMinutes(1);

    /** The last whole line; empty where there is no file, or no line in it yet. */
    static Optional<LastWord> of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        List<String> whole =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        return whole.isEmpty() ? Optional.empty() : parse(whole.get(whole.size() - 1));
    }

    /** Empty where the line is of something else. */
    private static Optional<LastWord> parse(String line) {
        try {
            Map<?, ?> json = (Map<?, ?>) Json.read(line.getBytes(StandardCharsets.UTF_8));
            State state = new State(
                    Phase.valueOf(((String) json.get("state")).toUpperCase(Locale.ROOT)),
                    number(json, "done").longValue(),
                    number(json, "failed").longValue(),
                    number(json, "total").longValue(),
                    number(json, "seconds").doubleValue(),
                    number(json, "seconds_left").doubleValue());
            return Optional.of(new LastWord(Instant.parse((String) json.get("time")), state));
        } catch (ClassCastException | NullPointerException | IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Number number(Map<?, ?> json, String key) {
        return (Number) json.get(key);
    }

    /** How a run without an end stands. */
    String text(Instant now) {
        Duration age = Duration.between(time, now);
        String ago = ProgressLine.duration(Math.max(0, age.toMillis() / 1e3)) + " ago";
        String line = ProgressLine.line(state);
        return age.compareTo(ALIVE) < 0 && !state.isLast()
                ? "under way: " + line + " (" + ago + ")"
                : "ended without its last row: " + line + " (last heard " + ago + ")";
    }
}
