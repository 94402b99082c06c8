package icl.jobs.sweep;

import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.RecordField;
import icl.core.records.RecordSchema;
import icl.core.text.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that axes can have: {@code design}, {@code architecture}, {@code loss}, and every component of a design or a
 * predictor. They come from the records, so that a new design brings its axes along.
 */
final class AxisNames {
    static final String DESIGN = "design";
    static final String ARCHITECTURE = "architecture";
    static final String LOSS = "loss";
    static final String TRAINED_ON = "trained_on";

    private static Map<String, List<RecordField>> components;

    private AxisNames() {}

    /** By name; not collected before it is asked for, since a kind of the user's own may be refused. */
    private static synchronized Map<String, List<RecordField>> components() {
        if (components == null) {
            components = collect();
        }
        return components;
    }

    private static Map<String, List<RecordField>> collect() {
        Map<String, List<RecordField>> found = new LinkedHashMap<>();
        found.put(DESIGN, List.of());
        collect(Design.class, found);
        found.put(ARCHITECTURE, List.of());
        collect(Predictor.class, found);
        found.put(LOSS, List.of(RecordSchema.of(Question.class).component(LOSS)));
        found.put(TRAINED_ON, List.of(RecordSchema.of(Question.class).component(TRAINED_ON)));
        return found;
    }

    private static void collect(Class<?> family, Map<String, List<RecordField>> found) {
        for (Class<?> variant : Kinds.of(family).values()) {
            for (RecordField component : RecordSchema.of(variant).components()) {
                found.computeIfAbsent(component.key(), key -> new ArrayList<>()).add(component);
            }
        }
    }

    static boolean contains(String name) {
        return components().containsKey(name);
    }

    /** What to say about a name that is no axis. */
    static String unknown(String name) {
        return Suggestions.unknown("axis", name, components().keySet());
    }

    /** Whether every value of the axis is an integer. */
    static boolean isIntegral(String name) {
        List<RecordField> components = components().get(name);
        return !components.isEmpty()
                && components.stream().allMatch(c -> c.type() == int.class || c.type() == Integer.class);
    }

    /** The kinds that texts on the axis can be; empty for an axis of numbers. */
    static List<String> kinds(String name) {
        return switch (name) {
            case DESIGN -> Kinds.names(Design.class);
            case ARCHITECTURE -> Kinds.names(Predictor.class);
            default -> kindsOf(components().get(name).get(0).type());
        };
    }

    private static List<String> kindsOf(Class<?> type) {
        return Kinds.isFamily(type) || type.isEnum() ? Kinds.names(type) : List.of();
    }
}
