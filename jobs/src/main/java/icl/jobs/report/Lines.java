package icl.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Text broken into lines. */
final class Lines {
    private Lines() {}

    /** The words of a text, as many in a line as fit; a longer word has a line of its own. */
    static List<String> ofWords(String text, Predicate<String> fits) {
        return filled(List.of(text.split(" ", -1)), fits);
    }

    /** The same, broken after a comma or an arrow where that is enough. */
    static List<String> ofTitle(String title, Predicate<String> fits) {
        List<String> lines = new ArrayList<>();
        for (String part : filled(List.of(title.split("(?<=[,→]) ", -1)), fits)) {
            lines.addAll(ofWords(part, fits));
        }
        return lines;
    }

    private static List<String> filled(List<String> pieces, Predicate<String> fits) {
        List<String> lines = new ArrayList<>();
        String line = pieces.get(0);
        for (String piece : pieces.subList(1, pieces.size())) {
            String longer = line + " " + piece;
            if (!fits.test(longer)) {
                lines.add(line);
                longer = piece;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }
}
