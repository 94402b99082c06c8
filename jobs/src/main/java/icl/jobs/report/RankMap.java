package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The map: what part of the risk a preconditioner of some rank leaves, for each alpha and length. */
record RankMap() implements Figure {
    /** In percent of what full rank gains. */
    private static final int ENOUGH = 90;

    /** Around white on the colours of the tiles, which are the same on dark pages. */
    private static final String EDGE = "#000001";

    @Override
    public String name() {
        return "map";
    }

    @Override
    public String about() {
        return "Rank, alpha and context length: the risk of attention as a part of the risk of predicting zero.";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("architecture", "attention", "measure", "exact");
    }

    @Override
    public String along() {
        return "rank";
    }

    @Override
    public String sql() {
        return """
                SELECT concat(design, ', length ', length) AS panel, design, length, alpha, rank, %s AS noise, part,
                  lag(part) OVER (PARTITION BY design, length, alpha ORDER BY rank) AS below,
                  lag(part) OVER (PARTITION BY design, length, rank ORDER BY alpha) AS before,
                  min(rank) FILTER (WHERE 100 * gain >= %d * most) OVER (PARTITION BY design, length, alpha) AS enough
                FROM (SELECT design, length, alpha, coalesce(rank, dim) AS rank, noise_variance, risk / zero_risk AS part, gain,
                    max(gain) OVER (PARTITION BY design, length, alpha) AS most
                  FROM latest
                  WHERE measure = 'exact' AND architecture = 'attention' AND alpha IS NOT NULL AND loss = 'query'
                    AND noise_variance = (SELECT max(noise_variance) FROM latest WHERE alpha IS NOT NULL))
                ORDER BY design DESC, length, alpha, rank
                """.formatted(Sql.noise(), ENOUGH);
    }

    @Override
    public String reading(Frame frame) {
        return "White line: the rank that reaches " + ENOUGH
                + " % of what full rank gains. Thin lines: contours at each tenth.";
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        Rows rows = new Rows(frame).requireDistinct("panel", "alpha", "rank");
        int columns = rows.texts("length").size();
        return PanelGrid.of(columns, size.points() / columns - 14)
                .of(rows.texts("panel"), size, (panel, isFirst, isLast) -> panel(rows, panel, isFirst, isLast));
    }

    private static Map<String, Object> panel(Rows rows, String panel, boolean isFirst, boolean isLast) {
        Map<String, Object> x = Spec.of(
                "field", "alpha",
                "type", "ordinal",
                "axis", axis("alpha", isLast, rows, "alpha"));
        Map<String, Object> y = Spec.of(
                "type", "ordinal",
                "scale", Spec.of("domain", falling(rows.numbers("rank"))),
                "axis", axis("rank", isFirst, rows, "rank"));
        return Spec.of(
                "transform", List.of(Spec.only("panel", panel)),
                "encoding", Spec.of("x", x),
                "layer",
                        List.of(
                                tiles(y),
                                contours(y, "below"),
                                contours(y, "before"),
                                line(y, EDGE, 2.2),
                                line(y, "white", 1.1)));
    }

    /** Their edges have the colour of their inside: else white shows between them. */
    private static Map<String, Object> tiles(Map<String, Object> y) {
        return Spec.of(
                "mark", Spec.of("type", "rect", "aria", false, "strokeWidth", 0.3),
                "encoding", Spec.of("y", Spec.with(y, "field", "rank"), "fill", colour(), "stroke", colour()));
    }

    /** Where the tenth is another one than that of the neighbour: a line between both tiles. */
    private static Map<String, Object> contours(Map<String, Object> y, String neighbour) {
        boolean isBelow = neighbour.equals("below");
        String isCrossed =
                "isValid(datum.%1$s) && floor(10 * datum.part) != floor(10 * datum.%1$s)".formatted(neighbour);
        Map<String, Object> end = isBelow
                ? Spec.of("x2", Spec.of("field", "alpha", "bandPosition", 1))
                : Spec.of("y2", Spec.of("field", "rank", "bandPosition", 1));
        Map<String, Object> start = Spec.of(
                "x", Spec.of("field", "alpha", "type", "ordinal", "bandPosition", 0),
                "y", Spec.with(y, "field", "rank", "bandPosition", isBelow ? 1 : 0));
        return Spec.of(
                "transform", List.of(Spec.of("filter", isCrossed)),
                "mark", Spec.of("type", "rule", "aria", false, "color", EDGE, "strokeWidth", 0.5, "tooltip", null),
                "encoding", Spec.with(start, end));
    }

    private static List<Double> falling(DoubleStream numbers) {
        return numbers.distinct().boxed().sorted(Comparator.reverseOrder()).toList();
    }

    private static Map<String, Object> line(Map<String, Object> y, String colour, double width) {
        return Spec.of(
                "mark", Spec.of("type", "line", "color", colour, "strokeWidth", width, "aria", false),
                "encoding", Spec.of("y", Spec.with(y, "field", "enough", "aggregate", "min")));
    }

    private static Map<String, Object> axis(String title, boolean isAtEdge, Rows rows, String field) {
        double[] all = rows.numbers(field).distinct().sorted().toArray();
        List<Double> marked = new ArrayList<>();
        for (double value : all) {
            if (value == all[0] || value == all[all.length - 1] || value == 0.5 || value % 5 == 0) {
                marked.add(value);
            }
        }
        return Spec.of(
                "title", isAtEdge ? title : null, "labels", isAtEdge, "values", marked, "labelAngle", 0, "grid", false);
    }

    /** Ten steps of a tenth. */
    private static Map<String, Object> colour() {
        Map<String, Object> scheme = Spec.of("name", "viridis", "count", 10);
        Map<String, Object> scale =
                Spec.of("type", "quantize", "domain", List.of(0, 1), "scheme", scheme, "nice", false);
        Map<String, Object> legend = Spec.of(
                "title", "risk / risk of predicting zero",
                "titleOrient", "top",
                "type", "gradient",
                "gradientLength", 200,
                "gradientThickness", 7,
                "format", ".1f");
        return Spec.number("part", "scale", scale, "legend", legend);
    }
}
