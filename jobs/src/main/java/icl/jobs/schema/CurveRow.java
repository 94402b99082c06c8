package icl.jobs.schema;

import static icl.jobs.parquet.ColumnType.INT;
import static icl.jobs.parquet.ColumnType.LONG;
import static icl.jobs.parquet.ColumnType.NUMBER;
import static icl.jobs.parquet.ColumnType.TEXT;

import icl.jobs.parquet.Column;
import icl.jobs.sweep.CurvePoint;
import icl.jobs.sweep.Restart;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** One point of a training curve, with its restart and the row of its cell: one row of {@code curves}. */
public record CurveRow(ResultRow row, Restart restart, CurvePoint point) {
    /** Columns that hardly repeat a value. */
    public static final Set<String> DISTINCT = Set.of("loss", "risk");

    /** The columns of {@code curves}, for one writer. */
    public static List<Column<CurveRow>> columns() {
        MeasureIds measureIds = new MeasureIds();
        return List.of(
                new Column<>("cell_id", TEXT, c -> c.row.cell().id()),
                new Column<>("measure", TEXT, c -> c.row.measure().kind()),
                new Column<>("measure_id", TEXT, c -> measureIds.of(c.row)),
                new Column<>("restart", INT, c -> c.restart.number()),
                new Column<>("step", LONG, c -> c.point.step()),
                new Column<>("loss", NUMBER, c -> finite(OptionalDouble.of(c.point.loss()))),
                new Column<>("run_id", TEXT, c -> c.row.run().id()),
                // up to here the names and their order are fixed
                new Column<>("risk", NUMBER, c -> finite(c.point.risk())));
    }

    private static Double finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? (Double) value.getAsDouble() : null;
    }
}
