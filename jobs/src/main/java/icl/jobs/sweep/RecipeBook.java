package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.records.RecordField;
import icl.core.records.RecordSchema;
import icl.core.text.Excerpts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes the recipes of designs and predictors for the axes of a grid, and notes which axes they use. */
final class RecipeBook {
    private final List<Axis> axes;
    private final Places places;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<RecordField, Object[]> bound = new HashMap<>();
    private final Set<String> used = new TreeSet<>();

    RecipeBook(List<Axis> axes, Places places) {
        this.axes = axes;
        this.places = places;
        for (int i = 0; i < axes.size(); i++) {
            numbers.put(axes.get(i).name(), i);
        }
    }

    /** The number of an axis, -1 when the grid does not have it. */
    int number(String axis) {
        return numbers.getOrDefault(axis, -1);
    }

    /** Axes that some recipe uses, whether or not the grid has them. */
    Set<String> used() {
        return used;
    }

    /** How designs of a kind are made. */
    Recipe design(Class<?> kind) {
        RecordSchema<?> shape = RecordSchema.of(kind);
        List<Recipe.Source> sources = new ArrayList<>();
        shape.components().forEach(component -> sources.add(source(shape, component)));
        return new Recipe(kind, sources, places);
    }

    /** How predictors of a kind are made beside designs of a kind. */
    Recipe predictor(Class<?> kind, Class<?> design) {
        RecordSchema<?> shape = RecordSchema.of(kind);
        List<Recipe.Source> sources = new ArrayList<>();
        for (RecordField component : shape.components()) {
            boolean base = component.type() == Design.class;
            sources.add(base ? bases(shape, component, design) : source(shape, component));
        }
        return new Recipe(kind, sources, places);
    }

    /** The value on the component's axis, or what stands for it where a point leaves that axis open. */
    Recipe.Source source(RecordSchema<?> shape, RecordField component) {
        int axis = use(component.key());
        Object open = open(shape, component);
        return axis < 0
                ? new Recipe.Always(open)
                : new AxisSource(axis, bound.computeIfAbsent(component, axes.get(axis)::bound), open);
    }

    /** Designs on the axis {@code base}: what one does not mention comes from the cell's own design. */
    private Recipe.Source bases(RecordSchema<?> shape, RecordField component, Class<?> design) {
        int axis = use(component.key());
        Object open = open(shape, component);
        if (axis < 0) {
            return new Recipe.Always(open);
        }
        Object[] recipes = axes.get(axis).values().stream()
                .map(value -> base(value, design))
                .toArray();
        return new AxisSource(axis, recipes, open);
    }

    /**
     * Laws on the axis {@code trained_on} for a design of some kind: what one does not mention, the kind included, comes from the
     * cell's own design. Empty where the grid has no such axis.
     */
    Optional<Recipe.Source> trainedOn(Class<?> design) {
        int axis = use(AxisNames.TRAINED_ON);
        if (axis < 0) {
            return Optional.empty();
        }
        Object[] recipes = axes.get(axis).values().stream()
                .map(value -> law(value, design))
                .toArray();
        return Optional.of(new AxisSource(axis, recipes, NONE));
    }

    /** What a point means that leaves the axis open: the design itself. */
    private static final Object NONE = Optional.empty();

    private Object law(Node value, Class<?> design) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("kind", Kinds.name(design));
        if (value.tree() instanceof String kind) {
            given.put("kind", kind);
        } else if (value.tree() instanceof Map<?, ?> map) {
            map.forEach((key, v) -> given.put(String.valueOf(key), v));
        } else if (value.tree() != null) {
            return value.mark()
                    .invalid("Invalid trained_on: " + Excerpts.value(value.tree())
                            + " (must be a mapping of what differs from the design)");
        }
        try {
            return recipe(given, RecordSchema.of(design).keys(), AxisNames.TRAINED_ON);
        } catch (Invalid e) {
            return value.place(e.path()).invalid(e.in(AxisNames.TRAINED_ON));
        }
    }

    /** The recipe of a base design, or the {@link Invalid} that says why there is none. */
    private Object base(Node value, Class<?> design) {
        try {
            return baseRecipe(value, RecordSchema.of(design).keys());
        } catch (Invalid e) {
            return value.place(e.path()).invalid(e.in("base"));
        }
    }

    private Recipe baseRecipe(Node value, List<String> ofCell) {
        return recipe(
                value.tree() instanceof String word ? Map.of("kind", word) : mapping(value.tree()), ofCell, "base");
    }

    private Recipe recipe(Map<?, ?> given, List<String> ofCell, String within) {
        if (!(given.get("kind") instanceof String name)) {
            throw new Invalid(
                    "Missing key 'kind' (a design is one of: " + String.join(", ", Kinds.names(Design.class)) + ")");
        }
        Class<?> kind = Kinds.variant(Design.class, name);
        RecordSchema<?> shape = RecordSchema.of(kind);
        given.keySet().stream()
                .filter(key -> !key.equals("kind") && !shape.keys().contains(key))
                .forEach(key -> {
                    throw shape.unknown(String.valueOf(key));
                });
        List<Recipe.Source> sources = new ArrayList<>();
        for (RecordField component : shape.components()) {
            sources.add(baseSource(shape, component, given, ofCell));
        }
        return new Recipe(kind, sources, places.within(within));
    }

    private static Map<?, ?> mapping(Object tree) {
        return tree instanceof Map<?, ?> map ? map : Map.of();
    }

    private Recipe.Source baseSource(
            RecordSchema<?> shape, RecordField component, Map<?, ?> given, List<String> ofCell) {
        String key = component.key();
        if (given.get(key) != null) {
            return new Recipe.Always(read(component, given.get(key)));
        }
        boolean isInherited = ofCell.contains(key) && !given.containsKey(key); // null takes nothing from the cell
        return isInherited ? source(shape, component) : new Recipe.Always(component.whenMissing(shape));
    }

    private static Object read(RecordField component, Object tree) {
        try {
            return component.read(tree);
        } catch (Invalid e) {
            throw e.in(component.key());
        }
    }

    private Object open(RecordSchema<?> shape, RecordField component) {
        try {
            return component.whenMissing(shape);
        } catch (Invalid e) {
            return places.grid().invalid("Missing axis '" + component.key() + "' (" + shape.described() + ")");
        }
    }

    private int use(String axis) {
        used.add(axis);
        return number(axis);
    }
}
