package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Risk against the number of examples. */
record RiskVersusLength(
        String name, String about, String design, String law, String series, String seriesTitle, boolean isOrdered)
        implements Figure {
    /** Gaussian features. */
    private static final String GAUSSIAN = "feature_law IS NULL";

    static RiskVersusLength iid() {
        return new RiskVersusLength(
                "iid-length",
                "Risk against context length on independent data, attention beside H3.",
                "iid",
                GAUSSIAN,
                Sql.covariances(),
                "covariance of features",
                false);
    }

    static RiskVersusLength retrieval() {
        return new RiskVersusLength(
                "retrieval-length",
                "Risk against context length when the examples are correlated with the query.",
                "retrieval",
                GAUSSIAN,
                Sql.number("alpha"),
                "alpha",
                true);
    }

    static RiskVersusLength aligned() {
        return new RiskVersusLength(
                "aligned-length",
                "Risk against context length when the features lean towards the task.",
                "aligned",
                GAUSSIAN,
                Sql.number("alpha"),
                "alpha",
                true);
    }

    static RiskVersusLength featureLaw() {
        return new RiskVersusLength(
                "feature-law",
                "Risk against context length on independent data, features Gaussian, on a sphere or Student's t.",
                "iid",
                "EXISTS (SELECT 1 FROM latest WHERE feature_law IS NOT NULL)",
                "coalesce(%s, 'gaussian')".formatted(Sql.words("feature_law")),
                "law of the features",
                false);
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
                WHERE design = '%s' AND architecture IN ('attention', 'h3') AND %s AND loss = 'query' AND %s
                ORDER BY noise_variance, architecture, alpha, feature_covariance <> 'identity', series, measure, length
                """.formatted(Sql.architecture(), Sql.noise(), series, Sql.RISKS, design, Sql.FULL_RANK, law);
    }

    @Override
    public String reading(Frame frame) {
        return Panels.reading(new Rows(frame), design);
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new FigureAxis("length", "context length", FigureAxis.Kind.LOG),
                        new FigureAxis("risk", "risk", FigureAxis.Kind.LOG),
                        false,
                        seriesTitle,
                        isOrdered,
                        PanelGrid.of(size.pick(2, 4), size.pick(90, 110)))
                .draw(new Rows(frame), size);
    }
}
