package icl.jobs.cli;

import icl.jobs.progress.ProgressListener.Phase;
import icl.jobs.progress.ProgressListener.State;
import icl.jobs.watch.ProgressFileTail;
import icl.jobs.watch.ProgressRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The last progress that a progress file holds, with its time. */
record LastProgress(Instant time, State state) {
    /** A live run writes six lines in this time. */
    private static final Duration ALIVE = Duration.ofMinutes(1);

    /** Empty when there is no file, or no progress in its last line. */
    static Optional<LastProgress> of(Path file) throws IOException {
        return ProgressFileTail.of(file).flatMap(LastProgress::of);
    }

    private static Optional<LastProgress> of(ProgressRecord last) {
        try {
            Phase phase = Phase.valueOf(last.state().toUpperCase(Locale.ROOT));
            State state =
                    new State(phase, last.done(), last.failed(), last.total(), last.seconds(), last.secondsLeft());
            return Optional.of(new LastProgress(Instant.parse(last.time()), state));
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
