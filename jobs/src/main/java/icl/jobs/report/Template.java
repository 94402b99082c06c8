package icl.jobs.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places that are filled, written {@code {{name}}}. What fills one is not read again. */
record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    /** The text, each place filled with the part of its name. */
    String with(Map<String, String> parts) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(part(parts, place.group(1))));
    }

    private static String part(Map<String, String> parts, String name) {
        if (!parts.containsKey(name)) {
            throw new IllegalArgumentException("Nothing for {{" + name + "}}: " + parts.keySet());
        }
        return parts.get(name);
    }
}
