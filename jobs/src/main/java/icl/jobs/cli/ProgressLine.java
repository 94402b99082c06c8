package icl.jobs.cli;

import icl.jobs.progress.ProgressListener;
import java.io.PrintStream;
import java.util.Locale;

/** Progress for people: one line that changes on a terminal, else a line from time to time and one at the end. */
final class ProgressLine implements ProgressListener {
    /** Seconds between lines where they stay. */
    private static final double EVERY = 10;

    private final PrintStream err;
    private final boolean isTerminal;
    private double next = EVERY;
    private int shown;

    ProgressLine(PrintStream err, boolean isTerminal) {
        this.err = err;
        this.isTerminal = isTerminal;
    }

    @Override
    public void warn(String problem) {
        err.println("icl: " + Failure.shown(problem));
    }

    @Override
    public void update(State state) {
        if (isTerminal) {
            rewrite(line(state), state.isLast());
        } else if (state.isLast() || state.seconds() >= next) {
            err.println(line(state));
            next = state.seconds() + EVERY;
        }
    }

    private void rewrite(String line, boolean isLast) {
        err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())) + (isLast ? "\n" : ""));
        err.flush();
        shown = line.length();
    }

    /** {@code 1,200 of 4,000 risks, 600 a second, 4.7 s left, 2 failed}. */
    static String line(State state) {
        String time = state.isLast() ? duration(state.seconds()) : duration(state.secondsLeft()) + " left";
        return String.format(
                Locale.ROOT,
                "%,d of %,d risks, %s a second, %s, %,d failed",
                state.done(),
                state.total(),
                rate(state.rate()),
                time,
                state.failed());
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate);
    }

    /** {@code 3 h 05 min}, {@code 4 min 10 s}, {@code 2.3 s}. */
    static String duration(double seconds) {
        if (!(seconds < 1e9)) {
            return "?";
        }
        long s = Math.round(seconds);
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return s < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d h %02d min", s / 3600, s % 3600 / 60);
    }
}
