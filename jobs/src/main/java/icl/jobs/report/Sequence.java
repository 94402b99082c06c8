package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Attention against H3 on features correlated along the prompt, with a query that is part of the sequence and one that is not. */
record Sequence() implements Figure {
    @Override
    public String name() {
        return "sequence";
    }

    @Override
    public String about() {
        return "Risk of attention and of H3 against context length on features correlated along the prompt, with a correlated and"
                + " with an independent query.";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("design", "sequence");
    }

    @Override
    public String along() {
        return "length";
    }

    @Override
    public String sql() {
        return """
                SELECT concat(query, ' query, ', %s) AS panel, %s AS series, length, %s AS noise, %s
                FROM latest
                WHERE design = 'sequence' AND architecture IN ('attention', 'h3') AND %s AND loss = 'query'
                  AND noise_variance = (SELECT max(noise_variance) FROM latest WHERE design = 'sequence')
                ORDER BY panel, architecture, measure, length
                """.formatted(
                        Sql.words("feature_correlation"), Sql.architecture(), Sql.noise(), Sql.RISKS, Sql.FULL_RANK);
    }

    @Override
    public String reading(Frame frame) {
        return Panels.reading(new Rows(frame));
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        Rows rows = new Rows(frame);
        int panels = rows.texts("panel").size();
        PanelGrid grid = PanelGrid.of(size.pick(2, 3), size.pick(75, 95)).spaced();
        return new Panels(
                        new FigureAxis("length", "context length", FigureAxis.Kind.LOG),
                        new FigureAxis("risk", "risk", FigureAxis.Kind.LINEAR),
                        true,
                        "architecture",
                        false,
                        panels % 2 == 0 ? grid.transposedFrom(size.pick(panels / 2, 3)) : grid)
                .draw(rows, size);
    }
}
