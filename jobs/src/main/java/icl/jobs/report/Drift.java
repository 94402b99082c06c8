package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Attention against H3 on tasks that change along the prompt: the query's risk, and its average over all positions. */
record Drift() implements Figure {
    @Override
    public String name() {
        return "drift";
    }

    @Override
    public String about() {
        return "Risk of attention and of H3 against context length on tasks that change along the prompt, at the query and averaged"
                + " over all positions.";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("design", "drift");
    }

    @Override
    public String along() {
        return "length";
    }

    @Override
    public String sql() {
        return """
                SELECT %s AS panel, concat(%s, if(loss = 'query', ', query', ', all positions')) AS series, length,
                  %s AS noise, %s
                FROM latest
                WHERE design = 'drift' AND architecture IN ('attention', 'h3') AND %s
                  AND noise_variance = (SELECT max(noise_variance) FROM latest WHERE design = 'drift')
                ORDER BY panel, loss DESC, architecture, measure, length
                """.formatted(correlation(), Sql.architecture(), Sql.noise(), Sql.RISKS, Sql.FULL_RANK);
    }

    /** A change in the middle is one kind, whatever the length. */
    private static String correlation() {
        return "if(get_json_object(task_correlation, '$.change_point.after') * 2 = length, 'change in the middle', %s)"
                .formatted(Sql.words("task_correlation"));
    }

    @Override
    public String reading(Frame frame) {
        return Panels.reading(new Rows(frame));
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new FigureAxis("length", "context length", FigureAxis.Kind.LOG),
                        new FigureAxis("risk", "risk", FigureAxis.Kind.LINEAR),
                        true,
                        "architecture, loss",
                        false,
                        PanelGrid.of(size.pick(2, 3), size.pick(75, 95)).spaced())
                .draw(new Rows(frame), size);
    }
}
