package icl.jobs.plan;

import icl.core.check.Invalid;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Sweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The distinct cells of a sweep in the order of their first grid points, each with the measures that are to do. Ranges of the grid
 * are scanned in parallel. Their cells are added one after the other, so that the order is deterministic.
 */
final class CellIndex {
    /** Points of a range: so many that starting a scan costs little. */
    private static final int RANGE = 4096;

    /** Ranges that are scanned before their cells are added. Bounds the memory of grids with many duplicates. */
    private static final int AT_ONCE = 64;

    /** Bytes of a cell while arrays grow, without its costs. */
    private static final long BYTES = 84;

    /** Bytes of its cost under each measure, while arrays grow. */
    private static final long COST_BYTES = 6;

    private final Sweep sweep;
    private final CellStatus wanted;
    private final int most;
    private final long basis;
    private final List<DoneKeys.Lookup> done = new ArrayList<>();
    private final List<CellCounter> counters = new ArrayList<>();
    private int size;
    private int[] points = new int[64];
    private int[] todo = new int[64];
    private final float[][] costs;

    private CellIndex(Sweep sweep, DoneKeys keys, CellStatus wanted, int most) {
        this.sweep = sweep;
        this.wanted = wanted;
        this.most = most;
        this.basis = keys.rows();
        this.costs = new float[sweep.measures().size()][64];
        for (Measure measure : sweep.measures()) {
            done.add(keys.of(measure.kind(), sweep.measureId(measure)));
            counters.add(new CellCounter(wanted));
        }
    }

    /**
     * The index of a sweep. Refuses a sweep whose cells need more than three fifths of the heap.
     *
     * @param wanted status of the cells that are to do
     */
    static CellIndex of(Sweep sweep, DoneKeys keys, CellStatus wanted) {
        long fitting = Runtime.getRuntime().maxMemory() / 5 * 3 / bytes(sweep);
        return of(sweep, keys, wanted, (int) Math.min(fitting, Integer.MAX_VALUE - 8));
    }

    /** The index of a sweep. Refuses a sweep of more than {@code most} cells. */
    static CellIndex of(Sweep sweep, DoneKeys keys, CellStatus wanted, int most) {
        CellIndex index = new CellIndex(sweep, keys, wanted, most);
        IdMap ids = new IdMap();
        int ranges = (int) ((sweep.grid().size() + (RANGE - 1L)) / RANGE);
        for (int first = 0; first < ranges; first += AT_ONCE) {
            for (GridScan scan : index.scan(first, Math.min(AT_ONCE, ranges - first))) {
                index.count(scan, ids);
            }
        }
        if (index.size == 0) {
            throw sweep.grid().nothingLeft();
        }
        return index;
    }

    /** The same cells in the same order, where a table holds these keys. */
    CellIndex with(DoneKeys keys) {
        return of(sweep, keys, wanted, most);
    }

    private static long bytes(Sweep sweep) {
        return BYTES + COST_BYTES * sweep.measures().size();
    }

    private List<GridScan> scan(int first, int count) {
        return IntStream.range(first, first + count)
                .parallel()
                .mapToObj(range -> scan(range * RANGE))
                .toList();
    }

    private GridScan scan(int point) {
        return GridScan.of(
                sweep, done, wanted, point, Math.min(RANGE, sweep.grid().size() - point));
    }

    private void count(GridScan scan, IdMap ids) {
        for (int i = 0; i < scan.size(); i++) {
            if (ids.add(scan.high(i), scan.low(i))) {
                count(scan, i);
            }
        }
        scan.problem().ifPresent(problem -> {
            throw problem;
        });
    }

    private void count(GridScan scan, int i) {
        if (size == points.length) {
            grow();
        }
        points[size] = scan.point(i);
        for (int measure = 0; measure < counters.size(); measure++) {
            CellStatus status = scan.status(i, measure);
            counters.get(measure).add(status, scan.cost(i, measure));
            if (status == CellStatus.NOT_COVERED) {
                counters.get(measure).add(scan.uncovered(i, measure));
            }
            todo[size] |= status == wanted ? 1 << measure : 0;
            costs[measure][size] = scan.cost(i, measure);
        }
        size++;
    }

    private void grow() {
        if (size >= most) {
            throw new Invalid(
                    "Invalid grid of " + sweep.name() + ": more than " + most + " different cells (must fit into the"
                            + " heap at " + bytes(sweep) + " bytes each: split the sweep, or give Java more memory)");
        }
        int capacity = (int) Math.min(size + size / 2L, most);
        points = Arrays.copyOf(points, capacity);
        todo = Arrays.copyOf(todo, capacity);
        for (int measure = 0; measure < costs.length; measure++) {
            costs[measure] = Arrays.copyOf(costs[measure], capacity);
        }
    }

    int size() {
        return size;
    }

    /** Rows of the table that the cells were compared with. */
    long basis() {
        return basis;
    }

    /** The first grid point of a cell. */
    int point(int cell) {
        return points[cell];
    }

    /** The measures to do for a cell: bit i is measure i. */
    int todo(int cell) {
        return todo[cell];
    }

    /** Predicted seconds of a cell under a measure; 0 when there is nothing to do. */
    double cost(int cell, int measure) {
        return costs[measure][cell];
    }

    List<MeasurePlan> measures() {
        List<MeasurePlan> plans = new ArrayList<>();
        for (int i = 0; i < counters.size(); i++) {
            Measure measure = sweep.measures().get(i);
            plans.add(counters.get(i).of(measure, sweep.measureId(measure)));
        }
        return plans;
    }
}
