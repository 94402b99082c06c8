package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.records.RecordField;
import icl.core.text.Excerpts;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All values that an axis takes anywhere in a grid. A point of the grid names one by its place here.
 *
 * @param mark where the grid first speaks of the axis
 */
record Axis(Mark mark, String name, List<Node> values) {
    /**
     * What each value is as a component of a record: the bound value, or the {@link Invalid} that says why it cannot be.
     * Refusing waits until a point of the grid needs the value.
     */
    Object[] bound(RecordField component) {
        Object[] bound = new Object[values.size()];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = bound(component, values.get(i));
        }
        return bound;
    }

    private static Object bound(RecordField component, Node value) {
        Object tree = value.tree();
        try {
            return tree == null && component.missing().isPresent()
                    ? component.missing().get()
                    : component.read(tree);
        } catch (Invalid e) {
            Invalid problem = value.place(e.path()).invalid(e.in(component.key()));
            return needsList(component, tree) ? hinted(problem) : problem;
        }
    }

    /** Whether a list of values was probably meant to be one of them. */
    private static boolean needsList(RecordField component, Object tree) {
        boolean rows = component.type() == Matrix.class && tree instanceof List<?> list && !list.isEmpty();
        Object element = rows ? ((List<?>) tree).get(0) : tree;
        return element instanceof Number && (component.type() == Vector.class || component.type() == Matrix.class);
    }

    private static Invalid hinted(Invalid problem) {
        return new Invalid(
                problem.getMessage() + "; a list that is one value stands inside the list of values: [[1, 2]]");
    }

    /** What a condition sees of each value: a number, text (of a mapping its kind), null, or a list. */
    Object[] raw() {
        return IntStream.range(0, values.size()).mapToObj(this::raw).toArray();
    }

    Object raw(int value) {
        Object tree = values.get(value).tree();
        if (tree instanceof Number number) {
            return number.doubleValue();
        }
        return tree instanceof Map ? kindOf(tree) : tree;
    }

    /** The kind that a mapping is of. */
    private static String kindOf(Object tree) {
        Map<?, ?> map = (Map<?, ?>) tree;
        Object only = map.isEmpty() ? "" : map.keySet().iterator().next();
        Object kind = map.get("kind");
        return String.valueOf(kind == null ? only : kind);
    }

    /** A value as a message names it in a point of the grid. */
    String shown(int value) {
        Object tree = values.get(value).tree();
        return tree instanceof Map ? kindOf(tree) : tree instanceof String text ? text : Excerpts.value(tree);
    }
}
