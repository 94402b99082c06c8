package icl.core.check;

import java.util.ArrayList;
import java.util.List;

/**
 * A value that a user gave and that cannot be: its message names the thing, the value and the rule, in one line. Where the
 * value stands inside a larger one, the message begins with the path to it.
 */
public final class Invalid extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String problem;
    private final List<String> path;

    /** A finished message, one line. */
    public Invalid(String message) {
        this("", message, List.of());
    }

    /** {@code Invalid <name>: <value> (must be <rule>)}. */
    public Invalid(String name, Object value, String rule) {
        this(name, "Invalid " + name + ": " + value + " (must be " + rule + ")", List.of());
    }

    private Invalid(String name, String problem, List<String> path) {
        super(path.isEmpty() ? problem : written(path) + ": " + problem);
        this.name = name;
        this.problem = problem;
        this.path = path;
    }

    /** The same, found inside the value of this key, or of this element when the key reads {@code [3]}. */
    public Invalid in(String key) {
        List<String> longer = new ArrayList<>(path.size() + 1);
        longer.add(key);
        longer.addAll(path);
        Invalid outer = new Invalid(name, problem, List.copyOf(longer));
        outer.setStackTrace(getStackTrace());
        return outer;
    }

    /** The name of the thing, as the check that failed calls it; empty when it does not say. */
    public String name() {
        return name;
    }

    /** The message without the path. */
    public String problem() {
        return problem;
    }

    /** Keys from the outermost value to the one that cannot be; an element of a list is {@code [3]}, from 0. */
    public List<String> path() {
        return path;
    }

    private static String written(List<String> path) {
        return String.join(".", path).replace(".[", "[");
    }
}
