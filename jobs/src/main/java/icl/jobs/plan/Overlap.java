package icl.jobs.plan;

import icl.jobs.sweep.GridCursor;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Sweep;
import java.util.List;

/** Pairs of a cell and a measure that are to do and that another sweep has as well. */
final class Overlap {
    private Overlap() {}

    /** How many there are. */
    static long count(Sweep sweep, CellIndex index, Sweep other) {
        int shared = shared(sweep, other);
        return shared == 0 ? 0 : count(sweep, index, shared, cells(other));
    }

    /** The measures that make rows of the same identity in both: bit i is measure i of the first. */
    private static int shared(Sweep sweep, Sweep other) {
        List<String> theirs = other.measures().stream().map(m -> key(other, m)).toList();
        int shared = 0;
        for (int i = 0; i < sweep.measures().size(); i++) {
            shared |= theirs.contains(key(sweep, sweep.measures().get(i))) ? 1 << i : 0;
        }
        return shared;
    }

    private static String key(Sweep sweep, Measure measure) {
        return measure.kind() + " " + sweep.measureId(measure);
    }

    private static IdMap cells(Sweep sweep) {
        IdMap cells = new IdMap();
        GridCursor cursor = sweep.grid().cursor();
        for (int point = 0; point < sweep.grid().size(); point++) {
            if (cursor.move(point)) {
                cursor.identify(cursor.question());
                cells.add(cursor.high(), cursor.low());
            }
        }
        return cells;
    }

    private static long count(Sweep sweep, CellIndex index, int shared, IdMap theirs) {
        long pairs = 0;
        GridCursor cursor = sweep.grid().cursor();
        for (int cell = 0; cell < index.size(); cell++) {
            int todo = index.todo(cell) & shared;
            if (todo != 0) {
                cursor.move(index.point(cell));
                cursor.identify(cursor.question());
                pairs += theirs.number(cursor.high(), cursor.low()) < 0 ? 0 : Integer.bitCount(todo);
            }
        }
        return pairs;
    }
}
