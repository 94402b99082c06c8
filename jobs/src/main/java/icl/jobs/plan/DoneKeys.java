package icl.jobs.plan;

import icl.core.check.Invalid;
import icl.jobs.sweep.CellId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of rows that a table holds: what need not be computed again. */
public final class DoneKeys {
    private final Map<Key, Rows> measures = new HashMap<>();
    private long rows;

    /** Measure and measure_id of a row. */
    private record Key(String measure, String measureId) {}

    /** Rows of one measure: their cells, and which of them succeeded. */
    private static final class Rows {
        private final IdMap cells = new IdMap();
        private final BitSet ok = new BitSet();
    }

    /** No rows. */
    public static DoneKeys none() {
        return new DoneKeys();
    }

    /**
     * Notes a row. Where several have the same key, one that succeeded counts.
     *
     * @throws Invalid when {@code cellId} is not an identity
     */
    public void add(String cellId, String measure, String measureId, boolean ok) {
        add(CellId.parse(cellId), measure, measureId, ok);
    }

    void add(CellId cell, String measure, String measureId, boolean ok) {
        rows++;
        Rows of = measures.computeIfAbsent(new Key(measure, measureId), key -> new Rows());
        of.cells.add(cell.high(), cell.low());
        if (ok) {
            of.ok.set(of.cells.number(cell.high(), cell.low()));
        }
    }

    /** Makes a failed cell one that need not be computed again, without a row. */
    void settle(CellId cell, String measure, String measureId) {
        Rows of = measures.get(new Key(measure, measureId));
        of.ok.set(of.cells.number(cell.high(), cell.low()));
    }

    /** Number of rows noted. */
    long rows() {
        return rows;
    }

    /** Number of different keys. */
    public int size() {
        return measures.values().stream().mapToInt(of -> of.cells.size()).sum();
    }

    /**
     * Cells with a row of one measure.
     *
     * @param ok those with a result
     * @param failed those without
     */
    public record Count(String measure, String measureId, int ok, int failed) {}

    /** Cells by measure and measure_id, in the order of these. */
    public List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        measures.forEach((key, of) -> {
            int ok = of.ok.cardinality();
            counts.add(new Count(key.measure, key.measureId, ok, of.cells.size() - ok));
        });
        counts.sort(Comparator.comparing(Count::measure).thenComparing(Count::measureId));
        return counts;
    }

    /** What is known about the cells of one measure. */
    Lookup of(String measure, String measureId) {
        Rows of = measures.getOrDefault(new Key(measure, measureId), new Rows());
        return (high, low) -> {
            int number = of.cells.number(high, low);
            return number < 0 ? CellStatus.NEW : of.ok.get(number) ? CellStatus.DONE : CellStatus.FAILED;
        };
    }

    /** The status of a cell. Many threads may ask at once as long as nothing is added. */
    @FunctionalInterface
    interface Lookup {
        CellStatus status(long high, long low);
    }
}
