package icl.jobs.verification;

import icl.jobs.parquet.Column;
import icl.jobs.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of a row by the names of its table's columns. */
final class RowPlaces {
    private final Map<String, Integer> places = new HashMap<>();

    RowPlaces(Table table) {
        List<Column<?>> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
    }

    Object value(Object[] row, String column) {
        return row[places.get(column)];
    }

    String text(Object[] row, String column) {
        return (String) value(row, column);
    }
}
