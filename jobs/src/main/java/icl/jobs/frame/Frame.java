package icl.jobs.frame;

import icl.core.check.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A small table in memory.
 *
 * @param names of the columns
 * @param types of the columns, as SQL calls them: {@code string}, {@code double}, {@code bigint}
 * @param rows each with one value a column: null, text, a number, a boolean, an {@link java.time.Instant}, or a list or map of
 *     those
 * @param isWhole whether these are all rows there were
 */
public record Frame(List<String> names, List<String> types, List<List<Object>> rows, boolean isWhole) {
    public Frame {
        names = List.copyOf(names);
        types = List.copyOf(types);
        Require.that(types.size() == names.size(), "types", types, "as many as names: " + names);
        List<List<Object>> copy = new ArrayList<>(rows.size());
        for (List<Object> row : rows) {
            Require.that(row.size() == names.size(), "row", row, "of as many values as there are names: " + names);
            copy.add(Collections.unmodifiableList(new ArrayList<>(row))); // holds nulls
        }
        rows = Collections.unmodifiableList(copy);
    }

    /** As {@link Format#TABLE} writes it; a last line says that there are more rows. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        try {
            Format.TABLE.write(this, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append(isWhole ? "" : "... (more rows)").toString().stripTrailing();
    }
}
