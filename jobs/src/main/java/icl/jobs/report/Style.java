package icl.jobs.report;

import java.util.List;
import java.util.Map;

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

    private Style() {}

    /** So many colours in an order that greys keep: from dark to light along viridis, without its yellow end. */
    static List<String> ramp(int size) {
        List<String> all = List.of(
                "#440154", "#482878", "#3e4a89", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#a5d936");
        return java.util.stream.IntStream.range(0, size)
                .mapToObj(i -> all.get(size == 1 ? 3 : Math.round(i * (all.size() - 1f) / (size - 1))))
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

    static Map<String, Object> config() {
        return Spec.of(
                "font", Typeface.FAMILY,
                "background", "white",
                "padding", 2,
                "view", Spec.of("stroke", null, "continuousWidth", 100, "continuousHeight", 100),
                "title",
                        Spec.of(
                                "fontSize",
                                TITLE,
                                "fontWeight",
                                600,
                                "color",
                                INK,
                                "anchor",
                                "start",
                                "offset",
                                3,
                                "frame",
                                "group"),
                "axis",
                        Spec.of(
                                "labelFontSize",
                                TEXT,
                                "titleFontSize",
                                TITLE,
                                "titleFontWeight",
                                "normal",
                                "labelColor",
                                INK,
                                "titleColor",
                                INK,
                                "titlePadding",
                                3,
                                "labelPadding",
                                2,
                                "tickSize",
                                3,
                                "tickWidth",
                                0.5,
                                "tickColor",
                                INK,
                                "domainColor",
                                INK,
                                "domainWidth",
                                0.5,
                                "gridColor",
                                FAINT,
                                "gridWidth",
                                0.5,
                                "labelOverlap",
                                false,
                                "labelFlush",
                                false),
                "legend",
                        Spec.of(
                                "labelFontSize",
                                TEXT,
                                "titleFontSize",
                                TEXT,
                                "titleFontWeight",
                                600,
                                "labelColor",
                                INK,
                                "titleColor",
                                INK,
                                "orient",
                                "bottom",
                                "direction",
                                "horizontal",
                                "titleOrient",
                                "left",
                                "titlePadding",
                                3,
                                "columnPadding",
                                8,
                                "rowPadding",
                                1,
                                "labelOffset",
                                2,
                                "offset",
                                6,
                                "symbolStrokeWidth",
                                0.8,
                                "labelLimit",
                                200,
                                "layout",
                                Spec.of("bottom", Spec.of("direction", "vertical", "anchor", "start", "margin", 3))),
                "concat", Spec.of("spacing", 8));
    }
}
