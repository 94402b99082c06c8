package icl.jobs.plan;

import icl.jobs.sweep.Cell;
import icl.jobs.sweep.GridCursor;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.io.Serializable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A piece of a plan, small enough to send to another process: the sweep's text, and which points and measures of it are
 * meant. The cells are made again where they are needed.
 */
public final class Shard implements Serializable {
    private static final long serialVersionUID = 1;

    private final SweepSource source;
    private final byte[] runs;
    private final int cells;
    private final long pairs;
    private final double seconds;
    private final double[] predicted;

    /**
     * A shard.
     *
     * @param runs for each run of points that follow one another, with the same measures: {@link Varints} of the points
     *     skipped before it, its length, and the measures, bit i for measure i
     * @param predicted see {@link #predicted}
     */
    Shard(SweepSource source, byte[] runs, int cells, long pairs, double seconds, double[] predicted) {
        this.source = source;
        this.runs = runs;
        this.cells = cells;
        this.pairs = pairs;
        this.seconds = seconds;
        this.predicted = predicted.clone();
    }

    /** The sweep; made once in each process. */
    public Sweep sweep() {
        return Sweep.of(source);
    }

    public int cells() {
        return cells;
    }

    /** Pairs of a cell and a measure. */
    public long pairs() {
        return pairs;
    }

    /** Predicted, on one core, with what was learned. */
    public double seconds() {
        return seconds;
    }

    /** Seconds as a measure itself predicts them for its pairs. */
    public double predicted(int measure) {
        return predicted[measure];
    }

    /** Visits each pair, in the order of the grid; the pairs of one cell share it. */
    public void forEach(BiConsumer<Cell, Measure> visitor) {
        forEachPair(pair -> visitor.accept(pair.cell(), pair.measure()));
    }

    /** The same, with the place of each pair in the sweep. */
    public void forEachPair(Consumer<Pair> visitor) {
        Sweep sweep = sweep();
        GridCursor cursor = sweep.grid().cursor();
        Varints.Reader reader = new Varints.Reader(runs);
        int point = 0;
        while (reader.hasNext()) {
            point += reader.next();
            int end = point + reader.next();
            int todo = reader.next();
            for (; point < end; point++) {
                cursor.move(point);
                visit(sweep, point, todo, cursor.cell(), visitor);
            }
        }
    }

    private static void visit(Sweep sweep, int point, int todo, Cell cell, Consumer<Pair> visitor) {
        for (int i = 0; i < sweep.measures().size(); i++) {
            if ((todo & 1 << i) != 0) {
                visitor.accept(new Pair(sweep, point, i, cell));
            }
        }
    }
}
