package icl.jobs.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The columns of {@code results} that are looked at, and their values in a row. */
final class Columns {
    /** What identifies a result. */
    static final List<String> KEY = List.of("cell_id", "measure", "measure_id");

    /** What a curve may be drawn against; of those that vary equally the first. */
    static final List<String> AXES = List.of("length", "rank", "alpha", "noise_variance", "dim");

    /** What else tells cells of one architecture apart. */
    static final List<String> OTHERS = List.of(
            "design",
            "feature_covariance",
            "task_covariance",
            "task_correlation",
            "feature_correlation",
            "query",
            "feature_law",
            "base",
            "loss",
            "noise_profile",
            "alpha_profile",
            "weights",
            "preconditioner",
            "own");

    static final List<String> ALL = Stream.of(
                    KEY,
                    List.of("run_id", "architecture", "status", "risk", "lower", "upper", "error_kind", "error"),
                    AXES,
                    OTHERS)
            .flatMap(List::stream)
            .toList();

    private Columns() {}

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

    /** The value on an axis; no limit on the rank is that of all features. Null where there is none. */
    static Double number(Object[] row, String axis) {
        Object value = value(row, axis);
        Object number = value == null && axis.equals("rank") ? value(row, "dim") : value;
        return number == null ? null : ((Number) number).doubleValue();
    }
}
