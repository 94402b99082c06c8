package icl.jobs.watch;

import icl.jobs.schema.ResultSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The columns of {@code results} that the page shows, and their values in a row. */
final class RowValues {
    /** Columns that identify a result. */
    static final List<String> KEY = List.of("cell_id", "measure", "measure_id");

    /** Columns that can be the axis of a curve. Of columns that vary equally often the first is taken. */
    static final List<String> AXES = List.of("length", "rank", "alpha", "noise_variance", "dim");

    private static final String ARCHITECTURE = "architecture";

    /** Other columns that distinguish cells of one architecture. */
    static final List<String> OTHERS = ResultSchema.questionColumns().stream()
            .filter(column -> !AXES.contains(column) && !column.equals(ARCHITECTURE))
            .toList();

    static final List<String> ALL = Stream.of(
                    KEY,
                    List.of("run_id", ARCHITECTURE, "status", "risk", "lower", "upper", "error_kind", "error"),
                    AXES,
                    OTHERS)
            .flatMap(List::stream)
            .toList();

    private RowValues() {}

    static Object value(Object[] row, String column) {
        return row[ALL.indexOf(column)];
    }

    static List<Object> values(Object[] row, List<String> columns) {
        List<Object> values = new ArrayList<>(columns.size()); // may hold null
        for (String column : columns) {
            values.add(value(row, column));
        }
        return values;
    }

    static String text(Object[] row, String column, String missing) {
        Object value = value(row, column);
        return value == null ? missing : value.toString();
    }

    static boolean isOk(Object[] row) {
        return value(row, "status").equals("ok");
    }

    /** The value on an axis, null when there is none. A missing rank means full rank, so {@code dim} is taken. */
    static Double number(Object[] row, String axis) {
        Object value = value(row, axis);
        Object number = value == null && axis.equals("rank") ? value(row, "dim") : value;
        return number == null ? null : ((Number) number).doubleValue();
    }
}
