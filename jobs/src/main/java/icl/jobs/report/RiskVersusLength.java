package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Risk against the number of examples. */
record RiskVersusLength(String name, String about, String design, String series, String seriesTitle, boolean isOrdered)
        implements Figure {
    static RiskVersusLength iid() {
        return new RiskVersusLength(
                "iid-length",
                "Risk against context length on independent data, attention beside H3.",
                "iid",
                Sql.covariances(),
                "covariance of features",
                false);
    }

    static RiskVersusLength retrieval() {
        return new RiskVersusLength(
                "retrieval-length",
                "Risk against context length when the examples are correlated with the query.",
                "retrieval",
                Sql.number("alpha"),
                "alpha",
                true);
    }

    static RiskVersusLength aligned() {
        return new RiskVersusLength(
                "aligned-length",
                "Risk against context length when the features lean towards the task.",
                "aligned",
                Sql.number("alpha"),
                "alpha",
                true);
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
        return "length";
    }

    @Override
    public String sql() {
        return """
                SELECT concat(%s, ', ', %s) AS panel, %s AS series, length, %s
                FROM latest
                WHERE design = '%s' AND architecture IN ('attention', 'h3') AND rank IS NULL AND loss = 'query'
                ORDER BY noise_variance, architecture, alpha, feature_covariance <> 'identity', series, measure, length
                """.formatted(Sql.architecture(), Sql.noise(), series, Sql.RISKS, design);
    }

    @Override
    public String reading(Frame frame) {
        return Panels.reading(new Rows(frame), design);
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new Axis("length", "context length", Axis.Kind.LOG),
                        new Axis("risk", "risk", Axis.Kind.LOG),
                        false,
                        seriesTitle,
                        isOrdered,
                        PanelGrid.of(size.pick(2, 4), size.pick(90, 110)))
                .draw(new Rows(frame), size);
    }
}
