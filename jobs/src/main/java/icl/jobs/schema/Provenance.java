package icl.jobs.schema;

import icl.jobs.json.JsonMappers;
import icl.jobs.parquet.Column;
import icl.jobs.parquet.ColumnType;
import icl.jobs.secrets.Secrets;
import icl.jobs.sweep.SweepSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where the rows of a run come from, as far as it is known when the run starts: one row of {@code sweeps}.
 *
 * @param source the sweep as text
 * @param spark version of Spark
 * @param master where Spark runs its tasks
 * @param planned rows this run is to add
 * @param skipped rows that were there already, failed ones included
 */
public record Provenance(
        Run run,
        Instant startedAt,
        SweepSource source,
        Machine machine,
        String spark,
        String master,
        long planned,
        long skipped) {
    /** The columns of {@code sweeps}. */
    public static List<Column<Provenance>> columns() {
        return List.of(
                new Column<>("run_id", ColumnType.TEXT, p -> p.run.id()),
                new Column<>("started_at", ColumnType.TIME, Provenance::startedAt),
                new Column<>("sweep", ColumnType.TEXT, p -> p.run.sweep()),
                new Column<>("seed", ColumnType.LONG, p -> p.run.seed()),
                new Column<>("file", ColumnType.TEXT, p -> Secrets.hidden(p.source.file())),
                new Column<>("yaml", ColumnType.TEXT, p -> p.source.yaml()),
                new Column<>("tables", ColumnType.TEXT, p -> json(p.source.tables())),
                new Column<>("overrides", ColumnType.TEXT, p -> json(p.source.overrides())),
                new Column<>("planned", ColumnType.LONG, Provenance::planned),
                new Column<>("skipped", ColumnType.LONG, Provenance::skipped),
                new Column<>("commit", ColumnType.TEXT, p -> p.run.program().commit()),
                new Column<>("dirty", ColumnType.FLAG, p -> p.run.program().isDirty()),
                new Column<>(
                        "icl_version", ColumnType.TEXT, p -> p.run.program().version()),
                new Column<>("java_version", ColumnType.TEXT, p -> p.machine.java()),
                new Column<>("spark_version", ColumnType.TEXT, Provenance::spark),
                new Column<>("master", ColumnType.TEXT, p -> Secrets.hidden(p.master)),
                new Column<>("os", ColumnType.TEXT, p -> p.machine.os()),
                new Column<>("os_arch", ColumnType.TEXT, p -> p.machine.osArch()),
                new Column<>("cores", ColumnType.INT, p -> p.machine.cores()),
                new Column<>("heap_bytes", ColumnType.LONG, p -> p.machine.heapBytes()));
    }

    private static String json(Map<String, String> texts) {
        return JsonMappers.PLAIN.valueToTree(texts).toString();
    }
}
