package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Risk against the rank of the preconditioner, for several spectra of the features. */
record LowRank() implements Figure {
    @Override
    public String name() {
        return "low-rank";
    }

    @Override
    public String about() {
        return "Risk of attention against the rank of its preconditioner, on independent data with several spectra.";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("design", "iid", "architecture", "attention");
    }

    @Override
    public String along() {
        return "rank";
    }

    @Override
    public String sql() {
        return """
                SELECT concat('length ', length, ', ', %s) AS panel, %s AS series, coalesce(rank, dim) AS rank, %s
                FROM latest
                WHERE design = 'iid' AND architecture = 'attention' AND loss = 'query'
                ORDER BY latest.length, noise_variance, feature_covariance <> 'identity', series, measure, 3
                """.formatted(Sql.noise(), Sql.covariances(), Sql.RISKS);
    }

    @Override
    public String reading(Frame frame) {
        return Panels.reading(new Rows(frame)) + FigureAxis.RANKS;
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new FigureAxis("rank", "rank", FigureAxis.Kind.ROOT),
                        new FigureAxis("risk", "risk", FigureAxis.Kind.LOG),
                        false,
                        "covariance of features",
                        false,
                        PanelGrid.of(size.pick(2, 3), size.pick(75, 95)).transposedFrom(2))
                .draw(new Rows(frame), size);
    }
}
