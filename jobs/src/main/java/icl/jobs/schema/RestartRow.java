package icl.jobs.schema;

import static icl.jobs.parquet.ColumnType.INT;
import static icl.jobs.parquet.ColumnType.LONG;
import static icl.jobs.parquet.ColumnType.NUMBER;
import static icl.jobs.parquet.ColumnType.TEXT;

import icl.core.json.CanonicalJson;
import icl.core.model.Question;
import icl.jobs.parquet.Column;
import icl.jobs.parquet.ColumnType;
import icl.jobs.sweep.Restart;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One restart of the training in a cell, with the cell's row: one row of the table of restarts. */
public record RestartRow(ResultRow row, Restart restart) {
    private static final String OK = "ok";
    private static final String DIVERGED = "diverged";

    /** Columns that hardly repeat a value. */
    public static final Set<String> DISTINCT = Set.of("risk", "standard_error", "parameters", "cpu_seconds");

    /** The columns, for one writer. */
    public static List<Column<RestartRow>> columns() {
        MeasureIds measureIds = new MeasureIds();
        Texts texts = new Texts();
        LastValueCache<Question> question = new LastValueCache<>(CanonicalJson::text);
        return List.of(
                new Column<>("cell_id", TEXT, r -> r.row.cell().id()),
                new Column<>("measure", TEXT, r -> r.row.measure().kind()),
                new Column<>("measure_id", TEXT, r -> measureIds.of(r.row)),
                of("restart", INT, Restart::number),
                of("status", TEXT, restart -> restart.isOk() ? OK : DIVERGED),
                of("risk", NUMBER, Restart::risk),
                of("standard_error", NUMBER, Restart::standardError),
                of("steps", LONG, Restart::steps),
                of("stopped", TEXT, Restart::stopped),
                of("error", TEXT, Restart::error),
                of("parameters", TEXT, restart -> restart.parameters().map(SavedParameters::text)),
                new Column<>("seed", LONG, r -> r.row.run().seed()),
                new Column<>("run_id", TEXT, r -> r.row.run().id()),
                of("cpu_seconds", NUMBER, Restart::cpuSeconds),
                new Column<>("question", TEXT, r -> question.apply(r.row.cell().question())),
                new Column<>("settings", TEXT, r -> texts.of(r.row.measure())),
                new Column<>("measure_version", INT, r -> r.row.measure().version()));
    }

    private static Column<RestartRow> of(String name, ColumnType type, Function<Restart, ?> value) {
        return new Column<>(name, type, r -> Parts.orNull(value.apply(r.restart)));
    }
}
