package icl.jobs.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sweeps for tests. */
final class Sweeps {
    private Sweeps() {}

    /** The sweep of a whole file. */
    static Sweep of(String yaml) {
        return Sweep.of(SweepSource.of("x.yaml", yaml));
    }

    /** The sweep of a grid, indented by two. */
    static Sweep grid(String grid) {
        return grid(grid, Map.of());
    }

    static Sweep grid(String grid, Map<String, String> overrides) {
        String yaml = "name: x\nmeasures: {exact: {}}\ngrid:\n" + grid.indent(2);
        return Sweep.of(new SweepSource("x.yaml", yaml, Map.of(), overrides));
    }

    /** Its cells, in the order of its points, repetitions included. */
    static List<Cell> cells(Sweep sweep) {
        List<Cell> cells = new ArrayList<>();
        GridCursor cursor = sweep.grid().cursor();
        for (int point = 0; point < sweep.grid().size(); point++) {
            if (cursor.move(point)) {
                cells.add(cursor.cell());
            }
        }
        return cells;
    }

    /** The identities of its cells. */
    static List<String> ids(Sweep sweep) {
        return cells(sweep).stream().map(Cell::id).toList();
    }
}
