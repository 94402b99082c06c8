package icl.jobs.query;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.jobs.frame.Frame;
import icl.jobs.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** One SQL query over the views {@code results, restarts, curves, sweeps, gap, errors, progress} of a results folder. */
public final class Query {
    private final String sql;
    private final Set<String> views;

    private Query(String sql, Set<String> views) {
        this.sql = sql;
        this.views = views;
    }

    /**
     * A query, checked as far as it can be without its table; needs no session.
     *
     * @throws Invalid when the text does not parse, or is not one query over the views
     */
    public static Query of(String sql) {
        return new Query(sql, QueryGate.viewsOf(sql, Views.NAMES));
    }

    /** Compares the files that this query reads with their checksums, as {@link #run} does; may be done while a session starts. */
    public void check(ResultTable table) {
        Views.tablesOf(views).forEach(table::files);
    }

    /**
     * The answer.
     *
     * @param limit the most rows that are wanted
     * @throws Invalid when there is no table, or the query cannot be answered: a column that is not there, a division by zero
     */
    public Frame run(SparkSession spark, ResultTable table, int limit) {
        Require.positive("limit", limit);
        if (table.owner().isEmpty()) {
            throw new Invalid("No results in " + table.name() + " (icl sweep makes some)");
        }
        spark.conf().set("spark.sql.variable.substitute", "false"); // ${env:HOME} stays text
        try {
            new Views(spark, table).register(views);
            Dataset<Row> answer = spark.sql(sql);
            return frame(answer, limit);
        } catch (Exception e) { // Scala does not say which
            throw SqlErrors.ofUser(e);
        }
    }

    private static Frame frame(Dataset<Row> answer, int limit) {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (StructField field : answer.schema().fields()) {
            names.add(field.name());
            types.add(field.dataType().sql().toLowerCase(Locale.ROOT));
        }
        List<Row> rows =
                answer.limit(Math.min(limit, Integer.MAX_VALUE - 1) + 1).collectAsList();
        boolean isWhole = rows.size() <= limit;
        return new Frame(
                names, types, rows.stream().limit(limit).map(Values::row).toList(), isWhole);
    }
}
