package icl.jobs.isolation;

import icl.jobs.plan.Pair;
import icl.jobs.schema.ErrorKind;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Computes cells in processes of their own. What becomes of one is the fault of a cell only if it is so twice, or in a new one. */
final class Isolation implements AutoCloseable {
    private final Limits limits;
    private final BooleanSupplier isAbandoned;
    private Optional<Worker> worker = Optional.empty();

    Isolation(Limits limits, BooleanSupplier isAbandoned) {
        this.limits = limits;
        this.isAbandoned = isAbandoned;
    }

    Outcome outcome(Pair pair, long seed) {
        if (worker.isEmpty()) {
            WorkerSpec spec = WorkerSpec.of(pair.sweep().source());
            worker = Workers.IDLE.take(spec).or(() -> Optional.of(spec.start(isAbandoned)));
        }
        boolean wasFresh = worker.get().isFresh();
        Outcome outcome = ask(pair, seed);
        boolean isAnothers = outcome.is(ErrorKind.CRASH) || (outcome.is(ErrorKind.MEMORY) && !wasFresh);
        return isAnothers ? outcomeInNew(pair, seed) : outcome;
    }

    /** In a process that has computed nothing else. */
    Outcome outcomeInNew(Pair pair, long seed) {
        close();
        worker = Optional.of(WorkerSpec.of(pair.sweep().source()).start(isAbandoned));
        return ask(pair, seed);
    }

    private Outcome ask(Pair pair, long seed) {
        Worker asked = worker.orElseThrow();
        worker = Optional.empty();
        Outcome outcome = asked.outcome(new Request(pair.point(), pair.index(), seed), limits, isAbandoned);
        if (outcome.is(ErrorKind.MEMORY)) {
            asked.close(); // who knows what is left in it
        } else if (asked.isAlive()) {
            worker = Optional.of(asked);
        }
        return outcome;
    }

    @Override
    public void close() {
        worker.ifPresent(Workers.IDLE::giveBack);
        worker = Optional.empty();
    }
}
