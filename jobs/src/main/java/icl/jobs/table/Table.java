package icl.jobs.table;

import java.util.List;

/** The tables of a results folder. Each is a folder of batches; columns may be added to a table, never changed. */
public enum Table {
    /** One row per cell and measure. */
    RESULTS("results", ResultSchema.columns()),
    /** One row per run, from its start. */
    SWEEPS("sweeps", Provenance.columns()),
    /** One row per run that came to its end. */
    ENDS("ends", RunEnd.columns()),
    /** Points of training curves; no measure writes any yet. */
    CURVES(
            "curves",
            "`cell_id` STRING, `measure` STRING, `measure_id` STRING, `restart` INT, `step` BIGINT, `loss` DOUBLE, `run_id` STRING");

    private final String folder;
    private final String ddl;

    Table(String folder, List<? extends Column<?>> columns) {
        this(folder, Column.ddl(columns));
    }

    Table(String folder, String ddl) {
        this.folder = folder;
        this.ddl = ddl;
    }

    /** The name of the table, and of its folder. */
    public String folder() {
        return folder;
    }

    /** The columns as SQL declares them: {@code cell_id STRING, dim INT}. */
    public String ddl() {
        return ddl;
    }
}
