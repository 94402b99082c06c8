package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.records.RecordField;
import icl.core.records.RecordSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        return new Recipe(shape, sources, places);
    }

    /** How predictors of a kind are made beside designs of a kind. */
    Recipe predictor(Class<?> kind, Class<?> design) {
        RecordSchema<?> shape = RecordSchema.of(kind);
        List<Recipe.Source> sources = new ArrayList<>();
        for (RecordField component : shape.components()) {
            boolean base = component.type() == Design.class;
            sources.add(base ? bases(shape, component, design) : source(shape, component));
        }
        return new Recipe(shape, sources, places);
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

    /** The recipe of a base design, or the {@link Invalid} that says why there is none. */
    private Object base(Node value, Class<?> design) {
        try {
            return baseRecipe(value, RecordSchema.of(design).keys());
        } catch (Invalid e) {
            return value.place(e.path()).invalid(e.in("base"));
        }
    }

    private Recipe baseRecipe(Node value, List<String> ofCell) {
        Map<?, ?> given = value.tree() instanceof String kind ? Map.of("kind", kind) : mapping(value.tree());
        if (!(given.get("kind") instanceof String kind)) {
            throw new Invalid(
                    "Missing key 'kind' (a design is one of: " + String.join(", ", Kinds.names(Design.class)) + ")");
        }
        RecordSchema<?> shape = RecordSchema.of(Kinds.variant(Design.class, kind));
        given.keySet().stream()
                .filter(key -> !key.equals("kind") && !shape.keys().contains(key))
                .forEach(key -> {
                    throw shape.unknown(String.valueOf(key));
                });
        List<Recipe.Source> sources = new ArrayList<>();
        for (RecordField component : shape.components()) {
            sources.add(baseSource(shape, component, given, ofCell));
        }
        return new Recipe(shape, sources, places.within("base"));
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
        return ofCell.contains(key) ? source(shape, component) : new Recipe.Always(component.whenMissing(shape));
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
