package icl.jobs.schema;

import icl.jobs.parquet.Column;
import java.util.List;
import java.util.Set;

/** The tables of a results folder. Each is a folder of batches; columns may be added to a table, never changed. */
public enum Table {
    /** One row per cell and measure. */
    RESULTS("results"),
    /** One row per run, from its start. */
    SWEEPS("sweeps"),
    /** One row per run that came to its end. */
    ENDS("ends"),
    /** One row per restart of a training. */
    RESTARTS("restarts"),
    /** One row per point of a training curve. */
    CURVES("curves");

    private final String folder;

    Table(String folder) {
        this.folder = folder;
    }

    /** The name of the table, and of its folder. */
    public String folder() {
        return folder;
    }

    /** The columns as SQL declares them: {@code cell_id STRING, dim INT}. */
    public String ddl() {
        return Column.ddl(columns());
    }

    /** The columns of these names. */
    public List<Column<?>> columns(List<String> names) {
        return names.stream().<Column<?>>map(this::column).toList();
    }

    private Column<?> column(String name) {
        return columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Names of columns that hardly repeat a value. */
    public Set<String> distinct() {
        return switch (this) {
            case RESULTS -> ResultSchema.DISTINCT;
            case RESTARTS -> RestartRow.DISTINCT;
            case CURVES -> CurveRow.DISTINCT;
            case SWEEPS, ENDS -> Set.of();
        };
    }

    /** Names of the columns that identify a row among those of one run. */
    public List<String> key() {
        return switch (this) {
            case RESULTS -> List.of("cell_id", "measure", "measure_id", "attempt");
            case RESTARTS -> List.of("cell_id", "measure", "measure_id", "restart");
            case CURVES -> List.of("cell_id", "measure", "measure_id", "restart", "step");
            case SWEEPS, ENDS -> List.of("run_id");
        };
    }

    /** All columns, in their order. */
    public List<Column<?>> columns() {
        return List.copyOf(
                switch (this) {
                    case RESULTS -> ResultSchema.columns();
                    case SWEEPS -> Provenance.columns();
                    case ENDS -> EndRow.columns();
                    case RESTARTS -> RestartRow.columns();
                    case CURVES -> CurveRow.columns();
                });
    }
}
