package icl.jobs.fault;

import com.sun.management.ThreadMXBean;
import icl.core.check.Invalid;
import icl.core.model.Question;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import icl.jobs.sweep.GridCursor;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What it took to read a sweep file and to plan it, or its first points where it is a large one.
 *
 * @param problem why the file was refused
 */
record Cost(long nanos, long bytes, Optional<String> problem) {
    static final long LONGEST_NANOS = 1_000_000_000;
    static final long LARGEST_BYTES = 256 << 20;

    private static final int MOST_POINTS = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Cost of(Path file) {
        long nanos = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        Optional<String> problem = problem(file);
        return new Cost(
                THREADS.getCurrentThreadCpuTime() - nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes, problem);
    }

    private static Optional<String> problem(Path file) {
        try {
            visit(SweepFile.load(file, Map.of()));
            return Optional.empty();
        } catch (Invalid e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void visit(Sweep sweep) {
        if (sweep.grid().size() <= MOST_POINTS) {
            Plan.of(sweep, DoneKeys.none());
            return;
        }
        GridCursor cursor = sweep.grid().cursor();
        for (int point = 0; point < MOST_POINTS; point++) {
            if (cursor.move(point)) {
                cost(sweep, cursor.question());
            }
        }
    }

    private static void cost(Sweep sweep, Question question) {
        sweep.measures().stream()
                .filter(measure -> measure.covers(question) && !(measure.cost(question) > 0))
                .findAny()
                .ifPresent(measure -> {
                    throw new IllegalStateException("The cost of " + measure + " is none for " + question);
                });
    }
}
