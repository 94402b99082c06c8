package icl.bench;

import icl.core.check.Invalid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code --name value} pairs. */
final class Options {
    private final Map<String, String> values = new LinkedHashMap<>();

    Options(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.get(i).startsWith("--") || i + 1 == arguments.size()) {
                throw new Invalid("Invalid option: '" + arguments.get(i) + "' (must be --name value)");
            }
            values.put(arguments.get(i).substring(2), arguments.get(i + 1));
        }
    }

    int integer(String name, int otherwise) {
        String text = values.get(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Invalid(name, text, "a whole number");
        }
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
