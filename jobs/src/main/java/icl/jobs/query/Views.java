package icl.jobs.query;

import static org.apache.spark.sql.functions.expr;

import icl.jobs.commit.ResultTable;
import icl.jobs.frame.ResourceText;
import icl.jobs.schema.Table;
import icl.jobs.storage.Damaged;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The views of a results folder. Each is a query, {@code sql/<view>.sql}, on the tables as they are,
 * called {@code raw_<table>}, and on {@code last_results}, with places for the {@link QuestionColumns columns of a question}.
 */
final class Views {
    /** What users may ask for. */
    static final Set<String> NAMES =
            Set.of("results", "attempts", "restarts", "curves", "sweeps", "gap", "errors", "progress");

    private static final String RAW = "raw_";

    /** Results, but for those of cells that were asked again since. */
    private static final String LAST = "last_results";

    /** What the views are made of. */
    private static final Map<String, Table> TABLES = tables();

    private final SparkSession spark;
    private final ResultTable table;

    Views(SparkSession spark, ResultTable table) {
        this.spark = spark;
        this.table = table;
    }

    private static Map<String, Table> tables() {
        Map<String, Table> tables = new HashMap<>(Map.of(LAST, Table.RESULTS));
        for (Table table : Table.values()) {
            tables.put(RAW + table.folder(), table);
        }
        return Map.copyOf(tables);
    }

    /** Makes these views answer for what is published now: all for the same, and no result without its restarts. */
    void register(Set<String> names) {
        Map<Table, Dataset<Row>> tables = new EnumMap<>(Table.class);
        tablesOf(names).stream()
                .sorted()
                .forEach(of -> tables.put(of, rows(of))); // results first, what came before them after
        for (String name : names) {
            String sql = sql(name);
            for (String source : QueryGate.viewsOf(sql, TABLES.keySet())) {
                Dataset<Row> rows = tables.get(TABLES.get(source));
                (source.equals(LAST) ? lastOf(rows) : rows).createOrReplaceTempView(source);
            }
            spark.sql(sql).createOrReplaceTempView(name);
        }
    }

    /** The tables that these views read. */
    static Set<Table> tablesOf(Set<String> names) {
        return names.stream()
                .flatMap(name -> QueryGate.viewsOf(sql(name), TABLES.keySet()).stream())
                .map(TABLES::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of each cell the attempts that none came after. */
    private Dataset<Row> lastOf(Dataset<Row> results) {
        if (table.maxAttempt() <= 1) {
            return results;
        }
        Dataset<Row> again = results.where("attempt > 1").select("cell_id", "measure", "measure_id", "attempt");
        return results.alias("r")
                .join(
                        again.alias("again"),
                        expr("again.cell_id = r.cell_id AND again.measure = r.measure"
                                + " AND again.measure_id = r.measure_id AND again.attempt > r.attempt"),
                        "left_anti");
    }

    private Dataset<Row> rows(Table of) {
        return ResultTable.retried(() -> rows(of, table.files(of)));
    }

    private Dataset<Row> rows(Table of, List<Path> files) {
        StructType columns = StructType.fromDDL(of.ddl());
        if (files.isEmpty()) {
            return spark.createDataFrame(List.of(), columns);
        }
        Dataset<Row> rows = spark.read()
                .schema(columns)
                .option("__globPaths__", "false") // a folder may be called [a]
                .option("recursiveFileLookup", "true") // batches are no partitions
                .option("parquet.page.verify-checksum.enabled", "true")
                .parquet(files.stream().map(Path::toString).toArray(String[]::new));
        if (rows.inputFiles().length != files.size()) { // Spark passes over what has gone since
            throw new Damaged(table.name(), "files of " + of.folder() + " are gone");
        }
        return rows;
    }

    private static String sql(String view) {
        return QuestionColumns.in(ResourceText.of(Views.class, "sql/" + view + ".sql"));
    }
}
