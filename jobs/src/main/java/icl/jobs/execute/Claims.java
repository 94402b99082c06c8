package icl.jobs.execute;

import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.Plan;
import icl.jobs.schema.Run;
import icl.jobs.schema.Table;
import icl.jobs.storage.Conflict;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees to it that no two runs compute the same rows. Each run has said what it computes before it looks at what others said, so that
 * of two that begin together at least one sees the other: the one whose name is larger gives way at once, the other waits for that.
 */
final class Claims {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Plan plan;
    private final Run mine;
    private final ResultTable table;
    private final Duration patience;

    /** @param patience how long another run may take to give way */
    Claims(Plan plan, Run mine, ResultTable table, Duration patience) {
        this.plan = plan;
        this.mine = mine;
        this.table = table;
        this.patience = patience;
    }

    /**
     * Waits until no other run computes what the plan has to do: what is then left of it.
     *
     * @throws Conflict when another goes on doing so
     */
    Plan claim() {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Conflict> conflict = conflict();
        while (conflict.isPresent()) {
            if (System.nanoTime() > end) {
                throw conflict.get();
            }
            LockSupport.parkNanos(LOOK.toNanos());
            conflict = conflict();
        }
        return table.rows(Table.RESULTS) == plan.basis() ? plan : plan.leftBy(PublishedKeys.of(table));
    }

    private Optional<Conflict> conflict() {
        for (Map.Entry<String, SweepSource> other : table.claims(mine).entrySet()) {
            long shared = shared(other.getValue());
            if (shared > 0) {
                Conflict conflict = conflict(other.getKey(), shared);
                if (other.getKey().compareTo(mine.id()) < 0) {
                    throw conflict;
                }
                return Optional.of(conflict);
            }
        }
        return Optional.empty();
    }

    private Conflict conflict(String other, long shared) {
        return new Conflict(String.format(
                Locale.ROOT,
                "Cannot start on %s: run %s is computing %,d of the same risks (wait for its end, or give another --out)",
                table.name(),
                other,
                shared));
    }

    /** All where it cannot be told. */
    private long shared(SweepSource other) {
        try {
            return plan.overlap(Sweep.of(other));
        } catch (Invalid e) { // its kinds are not here
            return plan.todo();
        }
    }
}
