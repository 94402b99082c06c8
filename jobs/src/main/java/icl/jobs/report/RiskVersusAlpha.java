package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Risk against alpha, and by how much the paper's form misses it. */
record RiskVersusAlpha(String name, String about, String design) implements Figure {
    /** In percent: what is within is drawn as agreement. */
    private static final int CLOSE = 10;

    static RiskVersusAlpha retrieval() {
        return new RiskVersusAlpha(
                "retrieval-alpha",
                "Risk against alpha, the correlation of the examples with the query, and the distance from the exact risk.",
                "retrieval");
    }

    static RiskVersusAlpha aligned() {
        return new RiskVersusAlpha(
                "aligned-alpha",
                "Risk against alpha, the alignment of the features with the task, and the distance from the exact risk.",
                "aligned");
    }

    @Override
    public String sweep() {
        return name;
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("design", design);
    }

    @Override
    public String along() {
        return "alpha";
    }

    @Override
    public String sql() {
        return """
                SELECT 'all' AS panel, concat('', length) AS series, alpha, dim, %s AS noise, %s,
                  100 * (risk / max(risk) FILTER (WHERE measure = 'exact') OVER (PARTITION BY cell_id) - 1) AS error
                FROM latest
                WHERE design = '%s' AND architecture = 'attention' AND %s AND alpha IS NOT NULL
                  AND noise_variance = (SELECT max(noise_variance) FROM latest WHERE design = '%s')
                ORDER BY latest.length, measure, alpha
                """.formatted(Sql.noise(), Sql.RISKS, design, Sql.FULL_RANK, design);
    }

    @Override
    public String reading(Frame frame) {
        return Panels.reading(new Rows(frame), design)
                + " Grey line: 1/√dim, the order of alpha that the paper's form is meant for; grey band: within "
                + CLOSE + " % of the exact risk.";
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        FigureAxis alpha = new FigureAxis("alpha", "alpha", FigureAxis.Kind.LINEAR);
        FigureAxis risk = new FigureAxis("risk", "risk", FigureAxis.Kind.LOG);
        FigureAxis error = new FigureAxis(
                "error", "off the exact risk, %", FigureAxis.Kind.LINEAR, List.of((double) -CLOSE, (double) CLOSE));
        Rows rows = new Rows(frame);
        return Spec.of(
                "concat",
                        List.of(
                                panel(alpha, risk, rows, size, List.of(order(rows))),
                                panel(alpha, error, rows, size, List.of(close(), order(rows)))),
                "columns", size.pick(1, 2));
    }

    private static Map<String, Object> panel(FigureAxis x, FigureAxis y, Rows rows, Size size, List<Object> below) {
        int width = size.pick(size.points() - 40, size.points() / 2 - 44);
        Map<String, Object> panel =
                new Panels(x, y, false, "context length", true, PanelGrid.of(1, 100)).single(rows, size);
        List<Object> layers = new ArrayList<>(below);
        layers.addAll((List<?>) panel.get("layer"));
        return Spec.with(panel, "layer", layers, "width", width, "height", size.pick(100, 120));
    }

    private static Map<String, Object> close() {
        return Spec.of(
                "data", Spec.of("values", List.of(Spec.of("low", -CLOSE, "high", CLOSE))),
                "mark", Spec.of("type", "rect", "color", Style.FAINT, "stroke", null, "clip", true),
                "encoding",
                        Spec.of("x", null, "stroke", null, "y", Spec.number("low"), "y2", Spec.of("field", "high")));
    }

    private static Map<String, Object> order(Rows rows) {
        List<Map<String, Object>> orders = rows.numbers("dim")
                .distinct()
                .mapToObj(dim -> Spec.of("alpha", 1 / Math.sqrt(dim)))
                .toList();
        return Spec.of(
                "data", Spec.of("values", orders),
                "mark", Spec.of("type", "rule", "color", "#999999", "strokeWidth", 0.75),
                "encoding", Spec.of("x", Spec.number("alpha"), "y", null, "stroke", null));
    }
}
