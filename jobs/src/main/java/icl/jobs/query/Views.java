package icl.jobs.query;

import icl.jobs.table.ResultTable;
import icl.jobs.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The views of a results folder. Each is a query, {@code sql/<view>.sql}, on the tables as they are, called {@code raw_<table>}. */
final class Views {
    /** What users may ask for. */
    static final Set<String> NAMES = Set.of("results", "restarts", "curves", "sweeps", "gap", "errors", "progress");

    private static final Map<String, Table> RAW =
            Arrays.stream(Table.values()).collect(Collectors.toUnmodifiableMap(t -> "raw_" + t.folder(), t -> t));

    private final SparkSession spark;
    private final ResultTable table;

    Views(SparkSession spark, ResultTable table) {
        this.spark = spark;
        this.table = table;
    }

    /** Makes these views answer for what is published now. */
    void register(Set<String> names) {
        for (String name : names) {
            String sql = sql(name);
            QueryGate.viewsOf(sql, RAW.keySet())
                    .forEach(raw -> rows(RAW.get(raw)).createOrReplaceTempView(raw));
            spark.sql(sql).createOrReplaceTempView(name);
        }
    }

    /** The tables that these views read. */
    static Set<Table> tablesOf(Set<String> names) {
        return names.stream()
                .flatMap(name -> QueryGate.viewsOf(sql(name), RAW.keySet()).stream())
                .map(RAW::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Dataset<Row> rows(Table of) {
        StructType columns = StructType.fromDDL(of.ddl());
        String[] files = table.files(of).stream().map(Path::toString).toArray(String[]::new);
        return files.length == 0
                ? spark.createDataFrame(List.of(), columns)
                : spark.read()
                        .schema(columns)
                        .option("__globPaths__", "false") // a folder may be called [a]
                        .option("recursiveFileLookup", "true") // batches are no partitions
                        .option("parquet.page.verify-checksum.enabled", "true")
                        .parquet(files);
    }

    private static String sql(String view) {
        try (InputStream in = Views.class.getResourceAsStream("sql/" + view + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
