package icl.jobs.cli;

import icl.jobs.progress.Progress;
import icl.jobs.schema.Run;
import java.util.List;

/** Tells several how far a run is, and remembers which run it was, until it is closed. */
final class Watchers implements Progress, AutoCloseable {
    private final List<Progress> all;
    private final Runnable end;
    private Run run;

    /** @param end what is done when nobody is told any more */
    Watchers(List<Progress> all, Runnable end) {
        this.all = List.copyOf(all);
        this.end = end;
    }

    @Override
    public void begin(Run started) {
        run = started;
        all.forEach(watcher -> watcher.begin(started));
    }

    @Override
    public void update(State state) {
        all.forEach(watcher -> watcher.update(state));
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
