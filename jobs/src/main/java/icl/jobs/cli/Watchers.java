package icl.jobs.cli;

import icl.jobs.execute.Progress;
import icl.jobs.table.Run;
import java.util.List;

/** Tells several how far a run is, and remembers which run it was. */
final class Watchers implements Progress {
    private final List<Progress> all;
    private Run run;

    Watchers(List<Progress> all) {
        this.all = List.copyOf(all);
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
}
