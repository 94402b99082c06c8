package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.jobs.progress.ProgressListener;
import icl.jobs.schema.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Progress for programs: a file of JSON objects, one a line, at most one a second while something changes. Each line is appended
 * whole, so that a reader finds half a line at the end only.
 */
final class ProgressFile implements ProgressListener {
    /** Seconds between lines while something changes, and while nothing does. */
    private static final double EVERY = 1;

    private static final double QUIET = 10;

    private final Function<Run, Optional<Path>> place;
    private final PrintStream err;
    private final InstantSource clock;
    private Run run;
    private Path file;
    private State last;

    /** @param place of the file, which need not exist; nothing is written where there is none */
    ProgressFile(Function<Run, Optional<Path>> place, PrintStream err, InstantSource clock) {
        this.place = place;
        this.err = err;
        this.clock = clock;
    }

    /**
     * Refuses a file that cannot be appended to; makes it where it is none.
     *
     * @throws Invalid when that fails
     */
    static Path writable(Path file) {
        try {
            open(file).close();
            return file;
        } catch (IOException e) {
            throw new Invalid("Cannot write --progress " + file + ": " + e + " (give a file in a folder that exists)");
        }
    }

    @Override
    public void begin(Run started) {
        run = started;
        file = place.apply(started).orElse(null);
        last = null;
        if (file != null) {
            prepare();
        }
    }

    private void prepare() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            dropHalfLine();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** What a process that was killed may have left at the end. */
    private void dropHalfLine() throws IOException {
        try (FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = opened.size();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (end > 0 && opened.read(one.clear(), end - 1) == 1 && one.get(0) != '\n') {
                end--;
            }
            opened.truncate(end);
        }
    }

    @Override
    public void update(State state) {
        if (file != null && isDue(state)) {
            last = state;
            try (FileChannel opened = open(file)) {
                opened.write(ByteBuffer.wrap((line(state) + "\n").getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                giveUp(e);
            }
        }
    }

    private boolean isDue(State state) {
        if (last == null || state.isLast()) {
            return true;
        }
        boolean changed = state.done() != last.done();
        return state.seconds() - last.seconds() >= (changed ? EVERY : QUIET);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** The sweep goes on without. */
    private void giveUp(IOException problem) {
        err.println("icl: Cannot write progress to " + Failure.shown(file + ": " + problem) + " (the sweep goes on)");
        file = null;
    }

    private String line(State state) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("run_id", run.id());
        line.put("sweep", run.sweep());
        line.put("done", state.done());
        line.put("failed", state.failed());
        line.put("total", state.total());
        line.put("rate", rounded(state.rate()));
        line.put("seconds", rounded(state.seconds()));
        line.put("seconds_left", rounded(state.secondsLeft()));
        line.put("state", state.phase().name().toLowerCase(Locale.ROOT));
        return Json.write(line);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
