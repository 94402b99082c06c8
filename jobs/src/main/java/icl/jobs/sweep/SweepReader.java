package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.records.Records;
import icl.core.text.Excerpts;
import icl.core.text.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads sweep files: {@code name}, {@code seed}, {@code grid}, {@code where}, {@code measures}. */
final class SweepReader {
    private static final String NAME = "name";
    private static final String SEED = "seed";
    private static final String GRID = "grid";
    private static final String WHERE = "where";
    private static final String MEASURES = "measures";
    private static final List<String> KEYS = List.of(NAME, SEED, GRID, WHERE, MEASURES);

    /** Names become folders and appear in SQL. */
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");

    /** Windows keeps these for devices. */
    private static final Pattern DEVICES = Pattern.compile("(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]");

    private final SweepSource source;
    private final Node.Fields fields;

    private SweepReader(SweepSource source) {
        this.source = source;
        fields = document(source.file(), source.yaml());
    }

    static Sweep read(SweepSource source) {
        return new SweepReader(source).sweep();
    }

    /** The names of the files of cells that a sweep file speaks of. */
    static List<String> tableNames(String file, String yaml) {
        if (!yaml.contains(GridReader.TABLE)) {
            return List.of();
        }
        Node.Field grid = document(file, yaml).fields().get(GRID);
        return grid == null ? List.of() : GridReader.tableNames(grid.value());
    }

    private static Node.Fields document(String file, String yaml) {
        return Yaml.parse(new Mark(file, 1), yaml).asFields("sweep");
    }

    private Sweep sweep() {
        fields.fields().forEach((key, field) -> {
            if (!KEYS.contains(key)) {
                throw field.mark().invalid(Suggestions.unknown("key", key, KEYS));
            }
        });
        return new Sweep(source, name(), seed(), grid(), measures());
    }

    private String name() {
        Node node = required(NAME);
        String name = node.asText(NAME);
        if (!NAMES.matcher(name).matches()) {
            throw node.mark()
                    .invalid("Invalid name: " + Excerpts.text(name)
                            + " (must be 1 to 80 letters, digits, - and _, the first a letter or digit)");
        }
        if (DEVICES.matcher(name).matches()) {
            throw node.mark()
                    .invalid("Invalid name: '" + name + "' (must be no name of a device: con, nul, com1, ...)");
        }
        return name;
    }

    private long seed() {
        if (!source.overrides().containsKey(SEED) && !fields.fields().containsKey(SEED)) {
            return 0;
        }
        Node node = source.overrides().containsKey(SEED) ? override(SEED) : required(SEED);
        try {
            return Records.read(long.class, node.tree());
        } catch (Invalid e) {
            throw node.mark().invalid(e.in(SEED));
        }
    }

    private Grid grid() {
        Node node = required(GRID);
        GridReader reader = new GridReader(source.tables(), axisOverrides());
        Part root = reader.read(node);
        List<Axis> axes = reader.axes();
        Mark mark = fields.fields().get(GRID).mark();
        QuestionRecipe recipe =
                new QuestionRecipe(root, axes, mark, source.overrides().keySet());
        if (source.overrides().containsKey(WHERE)) {
            Mark option = option(WHERE);
            return new Grid(root, axes, recipe, where(option, source.overrides().get(WHERE), axes), option);
        }
        if (!fields.fields().containsKey(WHERE)) {
            return new Grid(root, axes, recipe, digits -> true, mark);
        }
        Node where = required(WHERE);
        return new Grid(root, axes, recipe, where(where.mark(), where.asText(WHERE), axes), where.mark());
    }

    private static Where.Condition where(Mark mark, String text, List<Axis> axes) {
        return WhereParser.parse(mark, text, axes);
    }

    private Map<String, List<Node>> axisOverrides() {
        Map<String, List<Node>> overrides = new LinkedHashMap<>();
        for (String name : source.overrides().keySet()) {
            if (AxisNames.contains(name)) {
                overrides.put(name, AxisValues.read(name, override(name)));
            } else if (!name.equals(SEED) && !name.equals(WHERE)) {
                throw option(name).invalid(AxisNames.unknown(name));
            }
        }
        return overrides;
    }

    private Node override(String name) {
        return Yaml.parse(option(name), source.overrides().get(name));
    }

    private Mark option(String name) {
        return new Mark(
                "--set " + name + "=" + Excerpts.shortened(source.overrides().get(name)), 0);
    }

    private List<Measure> measures() {
        Node.Fields measures = required(MEASURES).asFields(MEASURES);
        List<Measure> found = new ArrayList<>();
        measures.fields().forEach((kind, field) -> found.add(measure(kind, field)));
        if (found.isEmpty()) {
            throw measures.mark().invalid("Invalid measures: none (must be at least one, as in measures: {exact: {}})");
        }
        return found;
    }

    private static Measure measure(String kind, Node.Field field) {
        if (field.value().tree() == null) {
            throw field.mark().invalid("Invalid " + kind + ": nothing (must be its settings; {} for none)");
        }
        try {
            return Records.read(Measure.class, Map.of(kind, field.value().tree()));
        } catch (Invalid e) {
            List<String> inside =
                    e.path().subList(Math.min(1, e.path().size()), e.path().size());
            Mark mark = inside.isEmpty() ? field.mark() : field.value().place(inside);
            throw mark.invalid(e);
        }
    }

    private Node required(String key) {
        Node.Field field = fields.fields().get(key);
        if (field == null) {
            throw fields.mark().invalid("Missing key '" + key + "' (a sweep has: " + String.join(", ", KEYS) + ")");
        }
        return field.value();
    }
}
