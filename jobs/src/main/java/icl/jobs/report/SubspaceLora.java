package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Risk against the rank of a LoRA update after the subspace of the tasks has turned by an angle. */
record SubspaceLora() implements Figure {
    @Override
    public String name() {
        return "subspace-lora";
    }

    @Override
    public String about() {
        return "Risk against the rank of a LoRA update of attention, trained on tasks in one subspace and updated where the subspace has"
                + " turned by an angle.";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("architecture", "lora");
    }

    @Override
    public String along() {
        return "rank";
    }

    @Override
    public String sql() {
        return """
                SELECT concat('length ', length) AS panel, %s AS series, rank, %s AS tasks, %s AS noise, %s
                FROM (SELECT *, %s AS angle FROM latest
                  WHERE architecture = 'lora' AND loss = 'query' AND %s = 0) AS turned
                WHERE angle IS NOT NULL AND noise_variance = (SELECT max(noise_variance) FROM latest WHERE %s IS NOT NULL)
                ORDER BY turned.length, angle, measure, rank
                """.formatted(
                        Sql.number("angle"),
                        Sql.subspaces(),
                        Sql.noise(),
                        Sql.RISKS,
                        Sql.angle("task_covariance"),
                        Sql.angle("get_json_object(base, '$.task_covariance')"),
                        Sql.angle("task_covariance"));
    }

    @Override
    public String reading(Frame frame) {
        Rows rows = new Rows(frame);
        return Panels.reading(rows)
                + " Subspaces of " + String.join(", ", rows.texts("tasks"))
                + ". Rank 0 is the layer as it was trained; an update of twice the rank of the subspace undoes the turn.";
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new FigureAxis("rank", "LoRA rank", FigureAxis.Kind.LINEAR),
                        new FigureAxis("risk", "risk", FigureAxis.Kind.LOG),
                        false,
                        "angle, degrees",
                        true,
                        PanelGrid.of(size.pick(2, 3), size.pick(85, 110)))
                .draw(new Rows(frame), size);
    }
}
