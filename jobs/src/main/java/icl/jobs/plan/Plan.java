package icl.jobs.plan;

import icl.core.check.Require;
import icl.jobs.sweep.Sweep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** What is left to compute of a sweep: pairs of a cell and a measure, each once, in the order of the grid. */
public final class Plan {
    private final Sweep sweep;
    private final CellIndex index;
    private final LearnedCosts learned;
    private final IntUnaryOperator todo;
    private final List<MeasurePlan> measures;

    /** @param todo the measures to do for a cell: bit i is measure i */
    private Plan(Sweep sweep, CellIndex index, LearnedCosts learned, IntUnaryOperator todo) {
        this.sweep = sweep;
        this.index = index;
        this.learned = learned;
        this.todo = todo;
        this.measures = index.measures().stream().map(this::counted).toList();
    }

    /**
     * The plan of a sweep, given what a table already holds.
     *
     * @throws icl.core.check.Invalid when a point of the grid makes no question, or no point is left
     */
    public static Plan of(Sweep sweep, DoneKeys done) {
        return of(sweep, CellIndex.of(sweep, done, CellStatus.NEW));
    }

    /**
     * The plan that computes the failed cells of a sweep again, and nothing else.
     *
     * @throws icl.core.check.Invalid as {@link #of}
     */
    public static Plan ofFailed(Sweep sweep, DoneKeys done) {
        return of(sweep, CellIndex.of(sweep, done, CellStatus.FAILED));
    }

    private static Plan of(Sweep sweep, CellIndex index) {
        return new Plan(sweep, index, LearnedCosts.NONE, index::todo);
    }

    /** The same plan, predicted from what was learned. */
    public Plan with(LearnedCosts costs) {
        return new Plan(sweep, index, costs, todo);
    }

    /** A few pairs of this plan, to be tried before the rest. */
    public Plan canary(int atMost) {
        Map<Integer, Integer> picked = new Canary(this, index).pick(atMost);
        return new Plan(sweep, index, learned, cell -> picked.getOrDefault(cell, 0));
    }

    /** This plan without the pairs of another of the same sweep. */
    public Plan without(Plan other) {
        return new Plan(sweep, index, learned, cell -> todo(cell) & ~other.todo(cell));
    }

    /** What is left of this plan when a table holds these keys. */
    public Plan leftBy(DoneKeys done) {
        CellIndex now = index.with(done);
        return new Plan(sweep, now, learned, cell -> now.todo(cell) & todo(cell));
    }

    /** Rows of the table that this plan was made for. */
    public long basis() {
        return index.basis();
    }

    public Sweep sweep() {
        return sweep;
    }

    /** Points of the grid, those included that {@code where} leaves out or that mean the same as an earlier one. */
    public int points() {
        return sweep.grid().size();
    }

    /** Different cells. */
    public int cells() {
        return index.size();
    }

    /** How the cells stand under each measure, in the order of the sweep file. */
    public List<MeasurePlan> measures() {
        return measures;
    }

    /** Pairs of a cell and a measure to compute. */
    public long todo() {
        return measures.stream().mapToLong(MeasurePlan::todo).sum();
    }

    /** Pairs to compute that another sweep has as well. */
    public long overlap(Sweep other) {
        return Overlap.count(sweep, index, other);
    }

    /** Predicted seconds of one core for what is to do. */
    public double seconds() {
        return measures.stream().mapToDouble(MeasurePlan::seconds).sum();
    }

    /** What the predictions have learned from. */
    public LearnedCosts learned() {
        return learned;
    }

    /**
     * What is to do in at most so many pieces of about the same predicted cost, each a stretch of the grid; the most
     * expensive first. Empty when nothing is to do.
     */
    public List<Shard> shards(int atMost) {
        Require.positive("number of shards", atMost);
        List<Shard> shards = new ArrayList<>();
        ShardBuilder builder = new ShardBuilder(sweep.source(), measures.size());
        double left = seconds();
        for (int cell = 0; cell < index.size(); cell++) {
            if (todo(cell) != 0) {
                add(cell, builder);
                int open = atMost - shards.size();
                if (open > 1 && builder.cost() >= left / open) {
                    left -= builder.cost();
                    shards.add(builder.take());
                }
            }
        }
        if (!builder.isEmpty()) {
            shards.add(builder.take());
        }
        shards.sort(Comparator.comparingDouble(Shard::seconds).reversed());
        return shards;
    }

    private void add(int cell, ShardBuilder builder) {
        double[] predicted = new double[measures.size()];
        double seconds = 0;
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = isTodo(cell, i) ? index.cost(cell, i) : 0;
            seconds += predicted[i] * factor(i);
        }
        builder.add(index.point(cell), todo(cell), seconds, predicted);
    }

    int todo(int cell) {
        return todo.applyAsInt(cell);
    }

    boolean isTodo(int cell, int measure) {
        return (todo(cell) & 1 << measure) != 0;
    }

    private double factor(int measure) {
        return learned.factor(sweep.measures().get(measure).kind());
    }

    private MeasurePlan counted(MeasurePlan all) {
        int measure = sweep.measures().indexOf(all.measure());
        int pairs = 0;
        double seconds = 0;
        for (int cell = 0; cell < index.size(); cell++) {
            if (isTodo(cell, measure)) {
                pairs++;
                seconds += index.cost(cell, measure);
            }
        }
        return new MeasurePlan(
                all.measure(),
                all.measureId(),
                pairs,
                all.done(),
                all.failed(),
                all.notCovered(),
                all.uncovered(),
                seconds * factor(measure));
    }
}
