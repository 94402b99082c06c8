package icl.jobs.query;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.jobs.commit.ResultTable;
import icl.jobs.frame.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** One SQL query over the views {@code results, attempts, restarts, curves, sweeps, gap, errors, progress} of a results folder. */
public final class Query {
    /** How long an answer may take where nothing else is said. */
    public static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final String sql;
    private final Map<String, Object> parameters;
    private final Set<String> views;

    private Query(String sql, Map<String, Object> parameters, Set<String> views) {
        this.sql = sql;
        this.parameters = parameters;
        this.views = views;
    }

    /**
     * A query, checked as far as it can be without its table; needs no session.
     *
     * @throws Invalid when the text does not parse, or is not one query over the views
     */
    public static Query of(String sql) {
        return of(sql, Map.of());
    }

    /**
     * The same, of a query with parameters.
     *
     * @param parameters the text of each value, by the name that stands in the query as {@code :name}
     */
    public static Query of(String sql, Map<String, String> parameters) {
        return new Query(sql, ParameterValue.of(parameters), QueryGate.viewsOf(sql, Views.NAMES, parameters.keySet()));
    }

    /** The answer, of at most so many rows, within {@link #TIMEOUT}. */
    public Frame run(SparkSession spark, ResultTable table, int limit) {
        return run(spark, table, limit, TIMEOUT);
    }

    /** Compares the files that this query reads with their checksums, as {@link #run} does; may be done while a session starts. */
    public void check(ResultTable table) {
        Views.tablesOf(views).forEach(table::files);
    }

    /**
     * The answer.
     *
     * @param limit the most rows that are wanted
     * @param timeout the longest that it may take
     * @throws Invalid when there is no table, or the query cannot be answered: a column that is not there, a division by
     *     zero, too much for the time or the memory
     */
    public Frame run(SparkSession spark, ResultTable table, int limit, Duration timeout) {
        Require.positive("limit", limit);
        table.requireTable();
        return QueryThread.run(spark, timeout, () -> {
            spark.conf().set("spark.sql.variable.substitute", "false"); // ${env:HOME} stays text
            spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
            new Views(spark, table).register(views);
            return frame(spark.sql(sql, parameters), limit);
        });
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
