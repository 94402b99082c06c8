package icl.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What all figures look like. */
final class Style {
    static final String INK = "#222222";
    static final String FAINT = "#e4e4e4";

    /** Text in points, at the printed size. */
    static final double TEXT = 7.5;

    static final double TITLE = 8;

    /** The usual width of a letter of text. */
    private static final double LETTER = 0.46 * TEXT;

    /** The room of a symbol beside its text, and of the gap to the next one. */
    private static final int SYMBOL = 17;

    /** For names without an order, after Okabe and Ito: told apart by colour-blind readers. Yellow is left out on white. */
    static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

    /** Marks beside the colours; one less of them, so that both together tell 42 series apart. */
    static final List<String> SHAPES = List.of("circle", "square", "triangle-up", "diamond", "triangle-down", "cross");

    /** Even steps along the lower two thirds of viridis. */
    private static final List<String> RAMP =
            List.of("#440154", "#472273", "#414084", "#375b8c", "#2c738e", "#248a8d", "#22a287", "#35b779");

    private static final Map<String, Object> CONFIG = Spec.resource("style.json");

    private Style() {}

    /** So many colours in an order that greys keep: from dark to light along viridis, to where thin lines are still seen on white. */
    static List<String> ramp(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> RAMP.get(size == 1 ? 3 : Math.round(i * (RAMP.size() - 1f) / (size - 1))))
                .toList();
    }

    /** Whether a title is not wider than that; by the usual width of letters. */
    static boolean fits(String title, double width) {
        return TITLE / TEXT * LETTER * title.length() <= width;
    }

    /** A legend of series, in as many columns as there is room for. */
    static Map<String, Object> legend(List<String> names, String title, Size size) {
        int longest = names.stream().mapToInt(String::length).max().orElse(1);
        double entry = LETTER * longest + SYMBOL;
        double room = size.points() - 34;
        boolean isOneLine = names.size() * entry <= room - LETTER * title.length() - 4;
        return Spec.of(
                "title",
                title,
                "titleOrient",
                isOneLine ? "left" : "top",
                "columns",
                isOneLine ? names.size() : Math.max(1, (int) (room / entry)),
                "symbolSize",
                26,
                "symbolOpacity",
                1);
    }

    /** The configuration of every specification: {@code style.json}, text in points of the printed size. */
    static Map<String, Object> config() {
        return CONFIG;
    }
}
