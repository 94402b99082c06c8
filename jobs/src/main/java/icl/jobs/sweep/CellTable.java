package icl.jobs.sweep;

import icl.core.text.Excerpts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of cells: comma-separated, names of axes in the first line, a value of each as YAML in the others. Empty: the
 * cell leaves this axis open.
 *
 * @param names the axes, one for each column
 * @param values the distinct values of each column
 * @param rows for each cell the place of its value in each column, -1 where it has none
 */
record CellTable(List<String> names, List<List<Node>> values, List<int[]> rows) {
    static CellTable parse(String file, String text) {
        Csv csv = new Csv(file, text);
        List<String> names = csv.row();
        requireAxes(csv.mark(), names);
        List<Column> columns = new ArrayList<>();
        names.forEach(name -> columns.add(new Column(name, new HashMap<>(), new ArrayList<>())));
        List<int[]> rows = new ArrayList<>();
        while (csv.hasNext()) {
            rows.add(row(csv.row(), csv.mark(), columns));
        }
        if (rows.isEmpty()) {
            throw csv.mark().invalid("Invalid table: no cells below the names (must have at least one)");
        }
        return new CellTable(names, columns.stream().map(Column::values).toList(), rows);
    }

    private static void requireAxes(Mark mark, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!AxisNames.contains(name)) {
                throw mark.invalid(AxisNames.unknown(name));
            }
            if (!seen.add(name)) {
                throw mark.invalid("Duplicate column: " + name);
            }
        }
    }

    private static int[] row(List<String> fields, Mark mark, List<Column> columns) {
        if (fields.size() != columns.size()) {
            throw mark.invalid("Invalid row: " + fields.size() + " fields (must be " + columns.size()
                    + ", as many as names in line 1)");
        }
        int[] row = new int[fields.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns.get(i).number(fields.get(i), mark);
        }
        return row;
    }

    /** Values of one column met so far; a text that occurs again is the same value. */
    private record Column(String name, Map<String, Integer> numbers, List<Node> values) {
        int number(String field, Mark mark) {
            if (field.isBlank()) {
                return -1;
            }
            Integer known = numbers.get(field);
            if (known == null) {
                known = values.size();
                numbers.put(field, known);
                values.add(value(field, mark));
            }
            return known;
        }

        private Node value(String field, Mark mark) {
            List<Node> one = AxisValues.read(name, node(field, mark));
            if (one.size() != 1) {
                throw mark.invalid("Invalid " + name + ": " + Excerpts.text(field)
                        + " (must be one value; a list that is one" + " value is written [[...]])");
            }
            return one.get(0);
        }

        /** Most fields are bare numbers and names: no need to start a parser. */
        private static Node node(String field, Mark mark) {
            boolean bare = field.chars().allMatch(c -> Character.isLetterOrDigit(c) || "+-._".indexOf(c) >= 0);
            return bare ? new Node.Scalar(mark, Scalars.value(mark, field, true)) : Yaml.parse(mark, field);
        }
    }
}
