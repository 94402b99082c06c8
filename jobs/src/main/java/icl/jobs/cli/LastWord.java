package icl.jobs.cli;

import icl.jobs.progress.Progress.Phase;
import icl.jobs.progress.Progress.State;
import icl.jobs.watch.LastLine;
import icl.jobs.watch.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a progress file says last: how far its run was, and when that was. */
record LastWord(Instant time, State state) {
    /** A run that lives says something six times in so long. */
    private static final Duration ALIVE = Duration.ofMinutes(1);

    /** Empty where there is no file, no line in it yet, or something else. */
    static Optional<LastWord> of(Path file) throws IOException {
        return LastLine.of(file).flatMap(LastWord::of);
    }

    private static Optional<LastWord> of(Told told) {
        try {
            Phase phase = Phase.valueOf(told.state().toUpperCase(Locale.ROOT));
            State state =
                    new State(phase, told.done(), told.failed(), told.total(), told.seconds(), told.secondsLeft());
            return Optional.of(new LastWord(Instant.parse(told.time()), state));
        } catch (IllegalArgumentException e) { // a state that is none
            return Optional.empty();
        }
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
