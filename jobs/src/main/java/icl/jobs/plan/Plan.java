package icl.jobs.plan;

import icl.core.check.Require;
import icl.jobs.sweep.Sweep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is left to compute of a sweep: pairs of a cell and a measure, each once, in the order of the grid. */
public final class Plan {
    private final Sweep sweep;
    private final Census census;

    private Plan(Sweep sweep, Census census) {
        this.sweep = sweep;
        this.census = census;
    }

    /**
     * The plan of a sweep, given what a table already holds.
     *
     * @throws icl.core.check.Invalid when a point of the grid makes no question, or no point is left
     */
    public static Plan of(Sweep sweep, DoneKeys done) {
        return new Plan(sweep, Census.of(sweep, done, Status.NEW));
    }

    /**
     * The plan that computes the failed cells of a sweep again, and nothing else.
     *
     * @throws icl.core.check.Invalid as {@link #of}
     */
    public static Plan ofFailed(Sweep sweep, DoneKeys done) {
        return new Plan(sweep, Census.of(sweep, done, Status.FAILED));
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
        return census.size();
    }

    /** How the cells stand under each measure, in the order of the sweep file. */
    public List<MeasurePlan> measures() {
        return census.measures();
    }

    /** Pairs of a cell and a measure to compute. */
    public long todo() {
        return measures().stream().mapToLong(MeasurePlan::todo).sum();
    }

    /** Pairs to compute that another sweep has as well. */
    public long overlap(Sweep other) {
        return Overlap.count(sweep, census, other);
    }

    /** Predicted seconds of one core for what is to do. */
    public double seconds() {
        return measures().stream().mapToDouble(MeasurePlan::seconds).sum();
    }

    /**
     * What is to do in at most so many pieces of about the same predicted cost, each a stretch of the grid; the most
     * expensive first. Empty when nothing is to do.
     */
    public List<Shard> shards(int atMost) {
        Require.positive("number of shards", atMost);
        List<Shard> shards = new ArrayList<>();
        ShardBuilder builder = new ShardBuilder(sweep.source());
        double left = seconds();
        for (int cell = 0; cell < census.size(); cell++) {
            if (census.todo(cell) != 0) {
                builder.add(census.point(cell), census.todo(cell), census.cost(cell));
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
}
