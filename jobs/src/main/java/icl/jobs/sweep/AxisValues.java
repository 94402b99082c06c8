package icl.jobs.sweep;

import icl.core.text.Suggestions;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of an axis as a sweep file writes them: one value, a list of values, {@code {from: 10, to: 200, step: 10}},
 * {@code {log: [1, 1e6], points: 25}}, or a list of all of these. A list that is itself one value (a profile by position,
 * weights) stands inside the list of values: {@code alpha: [[0.9, 0.5, 0.1]]}.
 */
final class AxisValues {
    /** Most values of an axis: a slip of the pen, not a sweep, asks for more. Files of cells may hold more. */
    static final int MOST = 100_000;

    private AxisValues() {}

    static List<Node> read(String axis, Node node) {
        if (!(node instanceof Node.Items list)) {
            return several(axis, node, MOST);
        }
        List<Node> values = new ArrayList<>();
        for (Node item : list.items()) {
            values.addAll(several(axis, item, MOST - values.size()));
            requireFew("Invalid " + axis, node.mark(), values.size());
        }
        if (values.isEmpty()) {
            throw node.mark().invalid("Invalid " + axis + ": an empty list (must have a value)");
        }
        return values;
    }

    private static List<Node> several(String axis, Node node, int room) {
        boolean isRange = AxisRange.isOne(node);
        List<Node> values = isRange ? AxisRange.read(axis, (Node.Fields) node, room) : List.of(node);
        values.forEach(value -> requireKnownKind(axis, value));
        return values;
    }

    /** Refuses more values than {@link #MOST}. */
    static void requireFew(String what, Mark mark, int count) {
        if (count > MOST) {
            throw mark.invalid(what + ": more than " + MOST + " values (must be at most so many)");
        }
    }

    /** Designs and architectures are named; what else is wrong with a value is found when it is bound. */
    private static void requireKnownKind(String axis, Node node) {
        if (axis.equals(AxisNames.DESIGN) || axis.equals(AxisNames.ARCHITECTURE)) {
            List<String> kinds = AxisNames.kinds(axis);
            String kind = node.asText(axis);
            if (!kinds.contains(kind)) {
                throw node.mark().invalid(Suggestions.unknown(axis, kind, kinds));
            }
        }
    }
}
