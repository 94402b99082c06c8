package icl.jobs.watch;

import icl.core.json.ShortestDecimals;
import icl.core.text.Excerpts;
import icl.jobs.watch.Curves.Curve;
import icl.jobs.watch.Curves.Point;
import icl.jobs.watch.Curves.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the curves in rows of results: risk against the axis that varies most, a curve for each architecture and measure. What
 * else varies makes settings: nothing is averaged.
 */
final class CurveFinder {
    /** More than anybody looks through. */
    private static final int MOST_SETTINGS = 100;

    private final List<Object[]> rows;
    private final String axis;
    private final List<String> varying;
    private final List<String> common;
    private final Map<String, Long> ids = new HashMap<>();

    private CurveFinder(List<Object[]> rows, String axis) {
        this.rows = rows;
        this.axis = axis;
        Map<Boolean, List<String>> others = Stream.concat(RowValues.OTHERS.stream(), RowValues.AXES.stream())
                .filter(column -> !column.equals(axis))
                .collect(Collectors.partitioningBy(column -> values(rows, column) > 1));
        this.varying = others.get(true);
        this.common = others.get(false);
        rows.stream()
                .map(row -> RowValues.values(row, List.of("measure", "measure_id")))
                .distinct()
                .forEach(id -> ids.merge((String) id.get(0), 1L, Long::sum));
    }

    /** The curves in these rows, failed ones among them. */
    static Curves find(List<Object[]> all) {
        List<Object[]> ok = all.stream().filter(RowValues::isOk).toList();
        String axis = axis(ok);
        List<Object[]> drawn =
                ok.stream().filter(row -> RowValues.number(row, axis) != null).toList();
        return new CurveFinder(drawn, axis).found(ok.size() - drawn.size());
    }

    private static String axis(List<Object[]> rows) {
        return RowValues.AXES.stream()
                .max(Comparator.<String>comparingLong(axis -> values(rows, axis))
                        .thenComparing(RowValues.AXES::indexOf, Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** How many there are, beside none. */
    private static long values(List<Object[]> rows, String column) {
        return rows.stream().map(row -> RowValues.value(row, column)).distinct().count();
    }

    private Curves found(long withoutAxis) {
        List<Setting> settings = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> RowValues.values(row, varying), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(group -> new Setting(name(group.get(0), varying), curves(group)))
                .sorted(Comparator.comparingInt(Setting::points).reversed())
                .toList();
        int shown = Math.min(MOST_SETTINGS, settings.size());
        return new Curves(
                axis,
                rows.isEmpty() ? "" : name(rows.get(0), common),
                settings.subList(0, shown),
                settings.size() - shown,
                withoutAxis);
    }

    private List<Curve> curves(List<Object[]> group) {
        Map<List<String>, TreeMap<Double, Point>> curves = new LinkedHashMap<>();
        for (Object[] row : group) {
            Point point = point(row);
            curves.computeIfAbsent(curve(row), curve -> new TreeMap<>()).put(point.x(), point);
        }
        List<Curve> found = new ArrayList<>();
        curves.forEach((curve, points) ->
                found.add(new Curve(curve.get(0), curve.get(1), curve.get(2), List.copyOf(points.values()))));
        found.sort(Comparator.comparing(Curve::architecture).thenComparing(Curve::measure));
        return found;
    }

    private List<String> curve(Object[] row) {
        String measure = RowValues.text(row, "measure", "");
        String id = ids.get(measure) > 1 ? RowValues.text(row, "measure_id", "") : "";
        return List.of(RowValues.text(row, "architecture", ""), measure, id);
    }

    private Point point(Object[] row) {
        return new Point(
                RowValues.number(row, axis),
                (Double) RowValues.value(row, "risk"),
                (Double) RowValues.value(row, "lower"),
                (Double) RowValues.value(row, "upper"));
    }

    /** {@code design retrieval, alpha 0.4}. */
    private static String name(Object[] row, Collection<String> columns) {
        return columns.stream()
                .map(column -> named(column, RowValues.value(row, column)))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static String named(String column, Object value) {
        if (value == null) {
            return column.equals("rank") ? "full rank" : null;
        }
        return column + " " + (value instanceof Double number ? ShortestDecimals.shortest(number) : shown(value));
    }

    private static String shown(Object value) {
        return Excerpts.shortened(value.toString());
    }
}
