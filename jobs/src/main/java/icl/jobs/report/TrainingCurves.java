package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Training curves of many restarts: which reach the optimum, and where the others stop. */
record TrainingCurves() implements Figure {
    private static final List<String> OUTCOMES = List.of("reaches the optimum", "stops above it", "diverges");

    private static final List<String> COLOURS = List.of("#56B4E9", "#9A3412", "#000000");
    private static final List<String> SHAPES = List.of("circle", "triangle-up", "cross");

    @Override
    public String name() {
        return "training";
    }

    @Override
    public String about() {
        return "Training loss of every restart, and the exact risk it ends at.";
    }

    @Override
    public String sweep() {
        return "landscape";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("measure", "trained");
    }

    @Override
    public String along() {
        return "step";
    }

    @Override
    public String sql() {
        return """
                SELECT concat_ws(', ', nullif(%1$s, ''), concat('length ', l.length), %2$s) AS panel, %1$s AS setting,
                  CASE WHEN s.status <> 'ok' THEN 'diverges' WHEN s.risk > 1.02 * g.exact THEN 'stops above it'
                    ELSE 'reaches the optimum' END AS outcome,
                  restart, step, c.loss, s.risk AS final, max(step) OVER (PARTITION BY cell_id) AS last, g.exact, l.restarts
                FROM latest l
                JOIN curves c USING (cell_id, measure_id, run_id)
                JOIN restarts s USING (cell_id, measure_id, run_id, restart)
                JOIN gap g USING (cell_id)
                WHERE l.measure = 'trained' AND c.loss IS NOT NULL AND g.exact IS NOT NULL
                  AND l.length = (SELECT max(length) FROM latest WHERE measure = 'trained')
                ORDER BY l.design DESC, l.feature_covariance, l.architecture, restart, step
                """.formatted(setting(), "if(l.architecture = 'h3', 'H3', l.architecture)");
    }

    private static String setting() {
        return "if(l.task_correlation IS NULL, %s, %s)"
                .formatted(
                        Sql.covariances("l.feature_covariance", "l.task_covariance"), Sql.words("l.task_correlation"));
    }

    @Override
    public String reading(Frame frame) {
        return "Horizontal line: the exact optimum; dots: the exact risk of the last parameters; stopping above is by more than 2 %.";
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        Rows rows = new Rows(frame).requireDistinct("panel", "restart", "step");
        PanelGrid grid = size == Size.COLUMN
                ? PanelGrid.of(2, 70)
                : PanelGrid.of(3, 90).transposedFrom(2).spaced();
        return grid.of(
                rows.texts("panel"),
                size,
                (panel, isFirst, isLast) -> panel(panel, rows, isFirst, isFirst || size == Size.PAGE, isLast));
    }

    /** Panels of one setting have one y axis. */
    private static Map<String, Object> panel(
            String panel, Rows rows, boolean isFirst, boolean isLabelled, boolean isLast) {
        FigureAxis steps = new FigureAxis("step", "step", FigureAxis.Kind.LINEAR);
        FigureAxis loss = new FigureAxis("loss", "loss", FigureAxis.Kind.LOG);
        String setting = rows.only("panel", panel).texts("setting").get(0);
        Rows compared = rows.only("setting", setting);
        DoubleStream losses = DoubleStream.concat(compared.numbers("loss"), compared.numbers("exact"));
        return Spec.of(
                "transform", List.of(Spec.only("panel", panel)),
                "encoding",
                        Spec.of(
                                "x", steps.channel(rows.numbers("step"), isLast),
                                "y", loss.channel(losses, isFirst, isLabelled)),
                "layer", List.of(curves(rows), optimum(), ends(rows)));
    }

    private static Map<String, Object> curves(Rows rows) {
        return Spec.of(
                "mark", Spec.of("type", "line", "strokeWidth", 0.5, "opacity", 0.7, "clip", true),
                "encoding", Spec.of("stroke", outcome(COLOURS, rows), "detail", Spec.name("restart")));
    }

    private static Map<String, Object> optimum() {
        return Spec.of(
                "transform",
                        List.of(Spec.of("aggregate", List.of(Spec.of("op", "max", "field", "exact", "as", "exact")))),
                "mark", Spec.of("type", "rule", "color", "black", "strokeWidth", 0.9),
                "encoding", Spec.of("x", null, "y", Spec.number("exact")));
    }

    private static Map<String, Object> ends(Rows rows) {
        return Spec.of(
                "transform", List.of(Spec.of("filter", "datum.step == datum.last && isValid(datum.final)")),
                "mark", Spec.of("type", "point", "size", 9, "strokeWidth", 0.5, "opacity", 1),
                "encoding",
                        Spec.of(
                                "y", Spec.number("final"),
                                "stroke", outcome(COLOURS, rows),
                                "fill", outcome(COLOURS, rows),
                                "shape", outcome(SHAPES, rows)));
    }

    private static Map<String, Object> outcome(List<String> range, Rows rows) {
        Map<String, Object> scale = Spec.of("domain", OUTCOMES, "range", range);
        Map<String, Object> legend = Spec.of("title", null, "symbolSize", 20, "values", rows.texts("outcome"));
        return Spec.name("outcome", "sort", null, "scale", scale, "legend", legend);
    }
}
