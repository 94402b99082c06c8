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
    private final String rest;
    private final List<String> path;

    /** A finished message, one line. */
    public Invalid(String message) {
        this("", message, List.of());
    }

    /** {@code Invalid <name>: <value> (must be <rule>)}. An empty name becomes that of the keys it is found {@link #in}. */
    public Invalid(String name, Object value, String rule) {
        this(name, ": " + value + " (must be " + rule + ")", List.of());
    }

    private Invalid(String name, String rest, List<String> path) {
        super(path.isEmpty() ? problem(name, rest) : written(path) + ": " + problem(name, rest));
        this.name = name;
        this.rest = rest;
        this.path = path;
    }

    /** The same, found inside the value of this key, or of this element when the key reads {@code [3]}. */
    public Invalid in(String key) {
        List<String> longer = new ArrayList<>(path.size() + 1);
        longer.add(key);
        longer.addAll(path);
        boolean nameless = name.isEmpty() || name.startsWith("[");
        Invalid outer = new Invalid(nameless ? key + name : name, rest, List.copyOf(longer));
        outer.setStackTrace(getStackTrace());
        return outer;
    }

    /** The name of the thing; empty when it does not say. */
    public String name() {
        return name;
    }

    /** The first word of the name: {@code weights} of {@code weights[3]}, {@code base} of {@code base dim}. */
    public String subject() {
        return name.split("[ \\[]", 2)[0];
    }

    /** The message without the path. */
    public String problem() {
        return problem(name, rest);
    }

    /** Keys from the outermost value to the one that cannot be; an element of a list is {@code [3]}, from 0. */
    public List<String> path() {
        return path;
    }

    private static String problem(String name, String rest) {
        return rest.startsWith(": ") ? "Invalid " + (name.isEmpty() ? "value" : name) + rest : rest;
    }

    private static String written(List<String> path) {
        return String.join(".", path).replace(".[", "[");
    }
}
