package icl.jobs.plan;

import icl.core.check.Invalid;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Sweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The different cells of a sweep in the order of their first points, each with the measures that are to do. Stretches of
 * the grid are surveyed on all cores; their cells are counted one after the other, so that the order is always the same.
 */
final class Census {
    /** Points of a stretch: many beside the cost of starting one. */
    private static final int STRETCH = 4096;

    /** Stretches surveyed before their cells are counted: bounds the memory of grids with many repetitions. */
    private static final int AT_ONCE = 64;

    /** Bytes that a cell takes while its identity is known and the arrays grow, beside its costs. */
    private static final long BYTES = 84;

    /** Bytes of its cost under each measure, the same way. */
    private static final long COST_BYTES = 6;

    private final Sweep sweep;
    private final Status wanted;
    private final int most;
    private final long basis;
    private final List<DoneKeys.Lookup> done = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private int size;
    private int[] points = new int[64];
    private int[] todo = new int[64];
    private final float[][] costs;

    private Census(Sweep sweep, DoneKeys keys, Status wanted, int most) {
        this.sweep = sweep;
        this.wanted = wanted;
        this.most = most;
        this.basis = keys.rows();
        this.costs = new float[sweep.measures().size()][64];
        for (Measure measure : sweep.measures()) {
            done.add(keys.of(measure.kind(), sweep.measureId(measure)));
            tallies.add(new Tally(wanted));
        }
    }

    /**
     * The census of a sweep, as far as its cells fit into three fifths of the heap.
     *
     * @param wanted what is to do
     */
    static Census of(Sweep sweep, DoneKeys keys, Status wanted) {
        long fitting = Runtime.getRuntime().maxMemory() / 5 * 3 / bytes(sweep);
        return of(sweep, keys, wanted, (int) Math.min(fitting, Integer.MAX_VALUE - 8));
    }

    /** The census of a sweep; refuses one of more cells than this. */
    static Census of(Sweep sweep, DoneKeys keys, Status wanted, int most) {
        Census census = new Census(sweep, keys, wanted, most);
        IdMap ids = new IdMap();
        int stretches = (int) ((sweep.grid().size() + (STRETCH - 1L)) / STRETCH);
        for (int first = 0; first < stretches; first += AT_ONCE) {
            for (Survey survey : census.survey(first, Math.min(AT_ONCE, stretches - first))) {
                census.count(survey, ids);
            }
        }
        if (census.size == 0) {
            throw sweep.grid().nothingLeft();
        }
        return census;
    }

    /** The same cells in the same order, where a table holds these keys. */
    Census with(DoneKeys keys) {
        return of(sweep, keys, wanted, most);
    }

    private static long bytes(Sweep sweep) {
        return BYTES + COST_BYTES * sweep.measures().size();
    }

    private List<Survey> survey(int first, int count) {
        return IntStream.range(first, first + count)
                .parallel()
                .mapToObj(stretch -> survey(stretch * STRETCH))
                .toList();
    }

    private Survey survey(int point) {
        return Survey.of(
                sweep, done, wanted, point, Math.min(STRETCH, sweep.grid().size() - point));
    }

    private void count(Survey survey, IdMap ids) {
        for (int i = 0; i < survey.size(); i++) {
            if (ids.add(survey.high(i), survey.low(i))) {
                count(survey, i);
            }
        }
        survey.problem().ifPresent(problem -> {
            throw problem;
        });
    }

    private void count(Survey survey, int i) {
        if (size == points.length) {
            grow();
        }
        points[size] = survey.point(i);
        for (int measure = 0; measure < tallies.size(); measure++) {
            Status status = survey.status(i, measure);
            tallies.get(measure).add(status, survey.cost(i, measure));
            if (status == Status.NOT_COVERED) {
                tallies.get(measure).add(survey.uncovered(i, measure));
            }
            todo[size] |= status == wanted ? 1 << measure : 0;
            costs[measure][size] = survey.cost(i, measure);
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

    /** The first point at which a cell stands. */
    int point(int cell) {
        return points[cell];
    }

    /** The measures to do for a cell: bit i is measure i. */
    int todo(int cell) {
        return todo[cell];
    }

    /** Seconds for a cell as a measure predicts them; 0 where there is nothing to do. */
    double cost(int cell, int measure) {
        return costs[measure][cell];
    }

    List<MeasurePlan> measures() {
        List<MeasurePlan> plans = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            Measure measure = sweep.measures().get(i);
            plans.add(tallies.get(i).of(measure, sweep.measureId(measure)));
        }
        return plans;
    }
}
