package icl.jobs.plan;

import icl.core.check.Invalid;
import icl.core.model.Question;
import icl.jobs.sweep.GridCursor;
import icl.jobs.sweep.Sweep;
import java.util.List;
import java.util.Optional;

/** The cells at a range of grid points, duplicates included, up to the first point that is invalid. */
final class GridScan {
    private final Sweep sweep;
    private final List<DoneKeys.Lookup> done;
    private final CellStatus wanted;
    private final int[] points;
    private final long[] high;
    private final long[] low;
    private final CellStatus[][] statuses;
    private final float[][] costs;
    private final Uncovered[][] uncovered;
    private int size;
    private Optional<Invalid> problem = Optional.empty();

    private GridScan(Sweep sweep, List<DoneKeys.Lookup> done, CellStatus wanted, int most) {
        this.sweep = sweep;
        this.done = done;
        this.wanted = wanted;
        points = new int[most];
        high = new long[most];
        low = new long[most];
        statuses = new CellStatus[done.size()][most];
        costs = new float[done.size()][most];
        uncovered = new Uncovered[done.size()][];
    }

    /** The cells at {@code first} to {@code first + count - 1}. */
    static GridScan of(Sweep sweep, List<DoneKeys.Lookup> done, CellStatus wanted, int first, int count) {
        GridScan scan = new GridScan(sweep, done, wanted, count);
        GridCursor cursor = sweep.grid().cursor();
        try {
            for (int i = 0; i < count; i++) {
                if (cursor.move(first + i)) {
                    scan.add(first + i, cursor);
                }
            }
        } catch (Invalid e) {
            scan.problem = Optional.of(e);
        }
        return scan;
    }

    private void add(int point, GridCursor cursor) {
        Question question = cursor.question();
        cursor.identify(question);
        points[size] = point;
        high[size] = cursor.high();
        low[size] = cursor.low();
        for (int measure = 0; measure < costs.length; measure++) {
            CellStatus status = status(measure, question);
            statuses[measure][size] = status;
            if (status == CellStatus.NOT_COVERED) {
                addUncovered(measure, question);
            }
            costs[measure][size] =
                    status == wanted ? (float) sweep.measures().get(measure).cost(question) : 0;
        }
        size++;
    }

    private void addUncovered(int measure, Question question) {
        if (uncovered[measure] == null) {
            uncovered[measure] = new Uncovered[points.length];
        }
        uncovered[measure][size] = Uncovered.of(question, sweep.measures().get(measure));
    }

    private CellStatus status(int measure, Question question) {
        CellStatus status = done.get(measure).status(high[size], low[size]);
        boolean unknown = status == CellStatus.NEW;
        return unknown && !sweep.measures().get(measure).covers(question) ? CellStatus.NOT_COVERED : status;
    }

    int size() {
        return size;
    }

    int point(int i) {
        return points[i];
    }

    long high(int i) {
        return high[i];
    }

    long low(int i) {
        return low[i];
    }

    CellStatus status(int i, int measure) {
        return statuses[measure][i];
    }

    /** The description of a cell that a measure does not cover. */
    Uncovered uncovered(int i, int measure) {
        return uncovered[measure][i];
    }

    /** Predicted seconds when the cell is to do, else 0. */
    float cost(int i, int measure) {
        return costs[measure][i];
    }

    /** Why the scan ended before its last point. */
    Optional<Invalid> problem() {
        return problem;
    }
}
