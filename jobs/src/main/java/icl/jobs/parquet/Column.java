package icl.jobs.parquet;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One column of a table whose rows are made from an {@code R}.
 *
 * @param name as in SQL, snake case
 * @param value the value of a row, of the type's Java class; null where there is none
 */
public record Column<R>(String name, ColumnType type, Function<R, ?> value) {
    /** The columns as SQL declares them: {@code cell_id STRING, dim INT}. */
    public static String ddl(List<? extends Column<?>> columns) {
        return columns.stream().map(c -> "`" + c.name() + "` " + c.type().sql()).collect(Collectors.joining(", "));
    }
}
