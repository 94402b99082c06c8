package icl.jobs.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sweep: a grid of questions, and the measures that answer them. */
public final class Sweep {
    /** Sweeps made lately, so that the tasks of one process share theirs. */
    private static final Map<SweepSource, Sweep> RECENT = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SweepSource, Sweep> eldest) {
            return size() > 2;
        }
    };

    private final SweepSource source;
    private final String name;
    private final long seed;
    private final Grid grid;
    private final List<Measure> measures;

    Sweep(SweepSource source, String name, long seed, Grid grid, List<Measure> measures) {
        this.source = source;
        this.name = name;
        this.seed = seed;
        this.grid = grid;
        this.measures = List.copyOf(measures);
    }

    /**
     * The sweep that a source describes.
     *
     * @throws icl.core.check.Invalid with file, line, value and rule
     */
    public static Sweep of(SweepSource source) {
        synchronized (RECENT) {
            return RECENT.computeIfAbsent(source, SweepReader::read);
        }
    }

    public SweepSource source() {
        return source;
    }

    public String name() {
        return name;
    }

    /** What chance begins with; 0 when the file does not say. */
    public long seed() {
        return seed;
    }

    public Grid grid() {
        return grid;
    }

    /** In the order of the file. */
    public List<Measure> measures() {
        return measures;
    }

    /** The identity of a measure's results under this sweep's seed. */
    public String measureId(Measure measure) {
        return measure.id(seed);
    }
}
