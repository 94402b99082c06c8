package icl.jobs.sweep;

import icl.core.text.Excerpts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the {@code grid} of a sweep file. A mapping is the product of its axes; inside it {@code zip} and {@code union}
 * hold lists of grids, {@code table} the name of a file of cells.
 */
final class GridReader {
    private static final String ZIP = "zip";
    private static final String UNION = "union";
    static final String TABLE = "table";

    private final Map<String, String> tables;
    private final Map<String, List<Node>> overrides;
    private final Set<String> overridden = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Axis> axes = new ArrayList<>();
    private int valuesRead;

    /**
     * A reader.
     *
     * @param tables contents of the files of cells, by name
     * @param overrides the values of each axis whose values in the file do not count
     */
    GridReader(Map<String, String> tables, Map<String, List<Node>> overrides) {
        this.tables = tables;
        this.overrides = overrides;
    }

    /** Names of the files of cells that a grid speaks of. */
    static List<String> tableNames(Node grid) {
        List<String> names = new ArrayList<>();
        if (grid instanceof Node.Fields fields) {
            fields.fields().forEach((key, field) -> {
                if (key.equals(TABLE)) {
                    names.add(field.value().asText(TABLE));
                } else if (key.equals(ZIP) || key.equals(UNION)) {
                    names.addAll(tableNames(field.value()));
                }
            });
        } else if (grid instanceof Node.Items items) {
            items.items().forEach(item -> names.addAll(tableNames(item)));
        }
        return names;
    }

    /** The axes met so far, by their numbers. */
    List<Axis> axes() {
        return axes;
    }

    /** The whole grid: what the overrides name and the file does not have multiplies it. */
    Part read(Node grid) {
        Node.Fields fields = grid.asFields("grid");
        List<Part> parts = parts(fields);
        for (String name : overrides.keySet()) {
            if (!overridden.contains(name)) {
                parts.add(override(name));
            }
        }
        return product(fields.mark(), parts);
    }

    private Part part(Node grid) {
        Node.Fields fields = grid.asFields("grid");
        return product(fields.mark(), parts(fields));
    }

    private List<Part> parts(Node.Fields fields) {
        List<Part> parts = new ArrayList<>();
        fields.fields().forEach((key, field) -> {
            switch (key) {
                case ZIP -> parts.add(zip(field.value()));
                case UNION -> parts.add(union(field.value()));
                case TABLE -> parts.addAll(table(field));
                default -> parts.add(axis(key, field));
            }
        });
        return parts;
    }

    private Part axis(String name, Node.Field field) {
        if (!AxisNames.contains(name)) {
            throw field.mark().invalid(AxisNames.unknown(name));
        }
        if (overrides.containsKey(name)) {
            return override(name);
        }
        List<Node> values = AxisValues.read(name, field.value());
        valuesRead += values.size();
        AxisValues.requireFew("Invalid grid", field.mark(), valuesRead);
        return values(field.mark(), name, values);
    }

    private Part override(String name) {
        overridden.add(name);
        List<Node> values = overrides.get(name);
        return values(values.get(0).mark(), name, values);
    }

    private Part.Values values(Mark mark, String name, List<Node> values) {
        int number = number(mark, name);
        List<Node> all = axes.get(number).values();
        int first = all.size();
        all.addAll(values);
        return new Part.Values(number, first, values.size());
    }

    private int number(Mark mark, String name) {
        return numbers.computeIfAbsent(name, n -> {
            axes.add(new Axis(mark, n, new ArrayList<>()));
            return axes.size() - 1;
        });
    }

    private Part product(Mark mark, List<Part> parts) {
        if (parts.isEmpty()) {
            throw mark.invalid("Invalid grid: no axes (must have at least a design)");
        }
        long size = 1;
        for (Part part : parts) {
            size = Part.checked(mark, size * part.size());
        }
        return parts.size() == 1 ? parts.get(0) : new Part.Product(parts, (int) size, disjoint(parts));
    }

    private Part zip(Node node) {
        List<Part> parts = several(ZIP, node);
        if (parts.size() < 2) {
            throw node.mark()
                    .invalid("Invalid zip: one grid (must be at least two, as in zip: [{alpha: [0, 0.5]}, {rank: [1,"
                            + " 5]}])");
        }
        for (Part part : parts) {
            if (part.size() != parts.get(0).size()) {
                throw node.mark()
                        .invalid("Invalid zip: " + described(part) + " beside " + described(parts.get(0))
                                + " (must have equally many points, since they advance together)");
            }
        }
        return new Part.Zip(parts, parts.get(0).size(), disjoint(parts));
    }

    private Part union(Node node) {
        List<Part> parts = several(UNION, node);
        long size = 0;
        Set<Integer> union = new HashSet<>();
        for (Part part : parts) {
            size = Part.checked(node.mark(), size + part.size());
            union.addAll(part.axes());
        }
        return new Part.Union(parts, (int) size, union);
    }

    private List<Part> several(String what, Node node) {
        List<Part> parts = new ArrayList<>();
        node.asItems(what).items().forEach(item -> parts.add(part(item)));
        if (parts.isEmpty()) {
            throw node.mark().invalid("Invalid " + what + ": an empty list (must have a grid)");
        }
        return parts;
    }

    /** The rows of a file of cells, and the axes of its columns that are overridden. */
    private List<Part> table(Node.Field field) {
        String name = field.value().asText(TABLE);
        String text = tables.get(name);
        if (text == null) {
            throw field.mark().invalid("Cannot read table " + Excerpts.text(name) + ": it is not part of this sweep");
        }
        CellTable table = CellTable.parse(name, text);
        List<Part> parts = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int column = 0; column < table.names().size(); column++) {
            if (overrides.containsKey(table.names().get(column))) {
                parts.add(override(table.names().get(column)));
            } else {
                kept.add(column);
            }
        }
        parts.add(0, rows(field.mark(), table, kept));
        return parts;
    }

    private Part rows(Mark mark, CellTable table, List<Integer> kept) {
        List<Integer> columns = new ArrayList<>();
        int[] first = new int[kept.size()];
        for (int i = 0; i < first.length; i++) {
            Part.Values all =
                    values(mark, table.names().get(kept.get(i)), table.values().get(kept.get(i)));
            columns.add(all.axis());
            first[i] = all.first();
        }
        List<int[]> rows = new ArrayList<>();
        for (int[] row : table.rows()) {
            int[] digits = new int[first.length];
            for (int i = 0; i < first.length; i++) {
                int value = row[kept.get(i)];
                digits[i] = value < 0 ? -1 : first[i] + value;
            }
            rows.add(digits);
        }
        return new Part.Table(columns, rows);
    }

    private Set<Integer> disjoint(List<Part> parts) {
        Set<Integer> all = new HashSet<>();
        for (Part part : parts) {
            for (int axis : part.axes()) {
                if (!all.add(axis)) {
                    throw axes.get(axis)
                            .mark()
                            .invalid("Duplicate axis: " + axes.get(axis).name()
                                    + " (must occur once in what is multiplied or zipped)");
                }
            }
        }
        return all;
    }

    private String described(Part part) {
        String names = part.axes().stream().map(axis -> axes.get(axis).name()).collect(Collectors.joining(", "));
        return part.size() + " points of " + names;
    }
}
