package icl.core.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Thrown when a value that a user gave is not valid. The message is one line with the name, the value and the rule. If
 * the value is part of a larger one, the message begins with the path to it.
 */
public final class Invalid extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String rest;
    private final List<String> path;

    /** An error with a complete message of one line. */
    public Invalid(String message) {
        this("", message, List.of());
    }

    /**
     * An error with the message {@code Invalid <name>: <value> (must be <rule>)}. An empty name is replaced by the path
     * that {@link #in} adds.
     */
    public Invalid(String name, Object value, String rule) {
        this(name, ": " + value + " (must be " + rule + ")", List.of());
    }

    private Invalid(String name, String rest, List<String> path) {
        super(path.isEmpty() ? problem(name, rest) : written(path) + ": " + problem(name, rest));
        this.name = name;
        this.rest = rest;
        this.path = path;
    }

    /** This error with a key put in front of its path; {@code [3]} is the element 3 of a list, from 0. */
    public Invalid in(String key) {
        List<String> longer = new ArrayList<>(path.size() + 1);
        longer.add(key);
        longer.addAll(path);
        boolean nameless = name.isEmpty() || name.startsWith("[");
        Invalid outer = new Invalid(nameless ? key + name : name, rest, List.copyOf(longer));
        outer.setStackTrace(getStackTrace());
        return outer;
    }

    /** The name of the invalid thing; empty if the message has none. */
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

    /** Keys from the outermost value to the invalid one; an element of a list is {@code [3]}, from 0. */
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
