package icl.jobs.verification;

import icl.jobs.parquet.Column;
import icl.jobs.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The positions of the columns of a table, and the values of a row by column name. */
final class ColumnPositions {
    private final Map<String, Integer> positions = new HashMap<>();

    ColumnPositions(Table table) {
        List<Column<?>> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i).name(), i);
        }
    }

    Object value(Object[] row, String column) {
        return row[positions.get(column)];
    }

    String text(Object[] row, String column) {
        return (String) value(row, column);
    }
}
