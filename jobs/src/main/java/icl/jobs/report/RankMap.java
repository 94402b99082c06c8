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

    @Override
    public String name() {
        return "map";
    }

    @Override
    public String about() {
        return "Rank, alpha and context length: the risk of attention as a part of the risk of predicting zero.";
    }

    @Override
    public String sweep() {
        return "map";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("architecture", "attention", "measure", "exact");
    }

    @Override
    public String sql() {
        return """
                SELECT concat(design, ', length ', length) AS panel, design, length, alpha, rank, %s AS noise, part,
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
                + " % of what full rank gains. Each change of colour is a contour.";
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
                "layer", List.of(tiles(y), line(y, "black", 2.2), line(y, "white", 1.1)));
    }

    /** Their edges have the colour of their inside: else white shows between them. */
    private static Map<String, Object> tiles(Map<String, Object> y) {
        return Spec.of(
                "mark", Spec.of("type", "rect", "aria", false, "strokeWidth", 0.3),
                "encoding", Spec.of("y", Spec.with(y, "field", "rank"), "fill", colour(), "stroke", colour()));
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
