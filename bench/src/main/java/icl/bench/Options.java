package icl.bench;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.kinds.Kinds;
import icl.core.text.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Options given as {@code --name value} pairs, with defaults. */
final class Options {
    /** The largest whole number that is written without a decimal point. */
    private static final double MOST_EXACT = 1e15;

    private final Map<String, String> values;

    /**
     * Parses options.
     *
     * @param defaults default values by name, in the order of the help text; other options are refused
     */
    Options(Map<String, String> defaults, List<String> arguments) {
        values = new LinkedHashMap<>(defaults);
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.get(i).startsWith("--") || i + 1 == arguments.size()) {
                throw new Invalid("Invalid option: '" + arguments.get(i) + "' (must be --name value)");
            }
            String name = arguments.get(i).substring(2);
            if (!values.containsKey(name)) {
                throw new Invalid(Suggestions.unknown("option", name, values.keySet()));
            }
            values.put(name, arguments.get(i + 1));
        }
    }

    /** A whole number, at least 1. */
    int positive(String name) {
        int value = integer(name);
        Require.positive(words(name), value);
        return value;
    }

    int integer(String name) {
        try {
            return Integer.parseInt(values.get(name));
        } catch (NumberFormatException e) {
            throw new Invalid(words(name), values.get(name), "a whole number");
        }
    }

    /** A finite number above 0. */
    double above0(String name) {
        double value = number(name);
        Require.positive(words(name), value);
        return value;
    }

    double number(String name) {
        try {
            return Double.parseDouble(values.get(name));
        } catch (NumberFormatException e) {
            throw new Invalid(words(name), values.get(name), "a number");
        }
    }

    String text(String name) {
        return values.get(name);
    }

    /** One of the known words. */
    String choice(String name, List<String> known) {
        Require.that(
                known.contains(values.get(name)), words(name), values.get(name), "one of " + String.join(", ", known));
        return values.get(name);
    }

    /** An enum constant by its name in lower case. */
    <E extends Enum<E>> E choice(String name, Class<E> type) {
        return Enum.valueOf(type, choice(name, Kinds.names(type)).toUpperCase(Locale.ROOT));
    }

    /** All values as given, by name in snake case. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        values.forEach((name, value) -> settings.put(words(name), value(value)));
        return settings;
    }

    private static Object value(String text) {
        try {
            double number = Double.parseDouble(text);
            return number == Math.rint(number) && Math.abs(number) < MOST_EXACT ? (Object) (long) number : number;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String words(String name) {
        return name.replace('-', '_');
    }
}
