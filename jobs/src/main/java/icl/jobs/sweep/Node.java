package icl.jobs.sweep;

import icl.core.text.Excerpts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML text, with the place where it stands. */
sealed interface Node {
    Mark mark();

    /** The plain tree: maps, lists, text, numbers, booleans, null. */
    Object tree();

    /** The place of what a path of keys and {@code [i]} leads to, or of the last thing there is on the way. */
    default Mark place(List<String> path) {
        return mark();
    }

    /** A key of a mapping and its value. */
    record Field(Mark mark, Node value) {}

    /** Text, a number, a boolean, or null. */
    record Scalar(Mark mark, Object tree) implements Node {}

    /** {@code [a, b]}. */
    record Items(Mark mark, List<Node> items) implements Node {
        @Override
        public Object tree() {
            List<Object> list = new ArrayList<>(items.size());
            items.forEach(item -> list.add(item.tree()));
            return list;
        }

        @Override
        public Mark place(List<String> path) {
            if (path.isEmpty() || !path.get(0).matches("\\[\\d{1,9}]")) {
                return mark;
            }
            int index = Integer.parseInt(path.get(0).substring(1, path.get(0).length() - 1));
            return index < items.size() ? items.get(index).place(path.subList(1, path.size())) : mark;
        }
    }

    /** {@code {a: 1, b: 2}}, in the order of the text. */
    record Fields(Mark mark, Map<String, Field> fields) implements Node {
        @Override
        public Object tree() {
            Map<String, Object> map = new LinkedHashMap<>();
            fields.forEach((key, field) -> map.put(key, field.value().tree()));
            return map;
        }

        @Override
        public Mark place(List<String> path) {
            Field field = path.isEmpty() ? null : fields.get(path.get(0));
            if (field == null) {
                return mark;
            }
            return path.size() == 1 ? field.mark() : field.value().place(path.subList(1, path.size()));
        }
    }

    /** This node as a mapping; otherwise a refusal that says what was expected. */
    default Fields asFields(String what) {
        if (this instanceof Fields fields) {
            return fields;
        }
        throw mark().invalid("Invalid " + what + ": " + Excerpts.value(tree()) + " (must be a mapping)");
    }

    /** This node as a list. */
    default Items asItems(String what) {
        if (this instanceof Items items) {
            return items;
        }
        throw mark().invalid("Invalid " + what + ": " + Excerpts.value(tree()) + " (must be a list)");
    }

    /** This node as text. */
    default String asText(String what) {
        if (tree() instanceof String text) {
            return text;
        }
        throw mark().invalid("Invalid " + what + ": " + Excerpts.value(tree()) + " (must be text)");
    }
}
