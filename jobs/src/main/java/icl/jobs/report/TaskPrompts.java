package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Risk against length where tasks come from groups with means, with a prompt for each group and without. */
record TaskPrompts() implements Figure {
    @Override
    public String name() {
        return "task-prompts";
    }

    @Override
    public String about() {
        return "Risk against the number of examples, of a step with a prompt for each of two groups of tasks, chosen in four ways,"
                + " and of the whole layer without prompts.";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("architecture", "prompted");
    }

    @Override
    public String along() {
        return "length";
    }

    @Override
    public String sql() {
        return """
                SELECT concat('means ', regexp_replace(translate(get_json_object(task_groups, '$[*].mean'), '[]', ''), ',', ', '),
                    ', ', %s) AS panel,
                  if(architecture = 'attention_layer', 'whole layer', strategy) AS series, length, %s
                FROM latest
                WHERE design = 'iid' AND loss = 'query' AND task_groups IS NOT NULL
                  AND architecture IN ('prompted', 'attention_layer')
                ORDER BY task_groups DESC, noise_variance, array_position(
                    array('plain', 'whole layer', 'tuned', 'joint', 'decoupled'), series), measure, latest.length
                """.formatted(Sql.noise(), Sql.RISKS);
    }

    @Override
    public String reading(Frame frame) {
        return Panels.reading(new Rows(frame))
                + " Plain: no prompts; tuned: prompts after the step; joint: both together; decoupled: a head for each group.";
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new FigureAxis("length", "context length", FigureAxis.Kind.LINEAR),
                        new FigureAxis("risk", "risk", FigureAxis.Kind.LOG),
                        false,
                        "prompts",
                        false,
                        PanelGrid.of(2, size.pick(90, 110)))
                .draw(new Rows(frame), size);
    }
}
