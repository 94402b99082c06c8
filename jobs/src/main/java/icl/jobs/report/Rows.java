package icl.jobs.report;

import icl.core.check.Invalid;
import icl.jobs.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The rows of a frame by the names of its columns. */
record Rows(Frame frame) {
    /** The values of a column as texts, each once, in the order of the rows. */
    List<String> texts(String column) {
        return values(column).stream()
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .toList();
    }

    /** The numbers of a column, without what is missing. */
    DoubleStream numbers(String column) {
        return values(column).stream().filter(Objects::nonNull).mapToDouble(value -> ((Number) value).doubleValue());
    }

    /** The rows whose column has this text. */
    Rows only(String column, String text) {
        int at = at(column);
        return new Rows(new Frame(
                frame.names(),
                frame.types(),
                frame.rows().stream()
                        .filter(row -> text.equals(String.valueOf(row.get(at))))
                        .toList(),
                frame.isWhole()));
    }

    /** The values of a column, null where missing. */
    List<Object> values(String column) {
        int at = at(column);
        List<Object> values = new ArrayList<>();
        frame.rows().forEach(row -> values.add(row.get(at)));
        return values;
    }

    /**
     * Checks that no two rows have the same values in these columns: they would be of different cells, which a figure does not
     * tell apart.
     *
     * @throws Invalid when they have
     */
    Rows requireDistinct(String... columns) {
        Set<List<Object>> seen = new HashSet<>();
        for (Map<String, Object> row : objects()) {
            List<Object> key = Arrays.stream(columns).map(row::get).toList();
            if (!seen.add(key)) {
                String where = Arrays.stream(columns)
                        .map(column -> column + " " + row.get(column))
                        .collect(Collectors.joining(", "));
                throw new Invalid("Cannot draw two results at one place: " + where
                        + " (--where chooses, as in --where \"dim = 20 AND noise_variance = 1\")");
            }
        }
        return this;
    }

    boolean has(String column) {
        return frame.names().contains(column);
    }

    /** Each row as an object; what is missing is left out. */
    List<Map<String, Object>> objects() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Object> row : frame.rows()) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                if (row.get(i) != null) {
                    object.put(frame.names().get(i), row.get(i));
                }
            }
            objects.add(object);
        }
        return objects;
    }

    /** The first so many rows. */
    Rows first(int most) {
        boolean isWhole = frame.isWhole() && frame.rows().size() <= most;
        return new Rows(new Frame(
                frame.names(), frame.types(), frame.rows().stream().limit(most).toList(), isWhole));
    }

    /** The same rows with these columns alone. */
    Frame columns(List<String> names) {
        return picked(names.stream().mapToInt(this::at).toArray());
    }

    /** The same rows without the columns that have no value at all. */
    Frame withoutEmptyColumns() {
        return picked(IntStream.range(0, frame.names().size())
                .filter(i -> frame.rows().stream().anyMatch(row -> row.get(i) != null))
                .toArray());
    }

    private Frame picked(int... at) {
        return new Frame(
                picked(frame.names(), at),
                picked(frame.types(), at),
                frame.rows().stream().map(row -> picked(row, at)).toList(),
                frame.isWhole());
    }

    private static <T> List<T> picked(List<T> values, int... at) {
        List<T> picked = new ArrayList<>();
        for (int i : at) {
            picked.add(values.get(i)); // may be null
        }
        return picked;
    }

    private int at(String column) {
        int at = frame.names().indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException("No column " + column + " in " + frame.names());
        }
        return at;
    }
}
