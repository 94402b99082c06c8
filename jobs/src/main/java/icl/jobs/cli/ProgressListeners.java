package icl.jobs.cli;

import icl.jobs.progress.ProgressListener;
import icl.jobs.schema.Run;
import java.util.List;

/** Passes progress on to several listeners and remembers the run, until it is closed. */
final class ProgressListeners implements ProgressListener, AutoCloseable {
    private final List<ProgressListener> all;
    private final Runnable end;
    private Run run;

    /** @param end called when this is closed */
    ProgressListeners(List<ProgressListener> all, Runnable end) {
        this.all = List.copyOf(all);
        this.end = end;
    }

    @Override
    public void begin(Run started) {
        run = started;
        all.forEach(listener -> listener.begin(started));
    }

    @Override
    public void warn(String problem) {
        all.forEach(listener -> listener.warn(problem));
    }

    @Override
    public void update(State state) {
        all.forEach(listener -> listener.update(state));
    }

    /** The run that began last. */
    Run run() {
        return run;
    }

    @Override
    public void close() {
        end.run();
    }
}
