package icl.jobs.isolation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Future;

/** The workers of this process that nobody uses: they wait for the next task, some seconds at most. */
final class Workers {
    static final Workers IDLE = new Workers();

    private static final long LONGEST_NANOS = 10_000_000_000L;

    private final Deque<Idle> idle = new ArrayDeque<>();
    private Optional<Future<?>> looks = Optional.empty();

    private record Idle(Worker worker, long since) {}

    private Workers() {}

    /** Takes one of these that is alive. */
    synchronized Optional<Worker> take(WorkerSpec spec) {
        for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
            Worker worker = all.next().worker();
            if (worker.spec().equals(spec)) {
                all.remove();
                if (worker.isAlive()) {
                    return Optional.of(worker);
                }
            }
        }
        return Optional.empty();
    }

    synchronized void giveBack(Worker worker) {
        idle.push(new Idle(worker, System.nanoTime()));
        if (looks.isEmpty()) {
            looks = Optional.of(PeriodicCheck.every(this::look));
        }
    }

    private synchronized void look() {
        while (!idle.isEmpty() && System.nanoTime() - idle.getLast().since() > LONGEST_NANOS) {
            idle.removeLast().worker().close();
        }
        if (idle.isEmpty()) {
            looks.ifPresent(future -> future.cancel(false));
            looks = Optional.empty();
        }
    }
}
