package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Risk against the angle between the subspace of the tasks and those that attention was trained on. */
record SubspaceAngle() implements Figure {
    @Override
    public String name() {
        return "subspace-angle";
    }

    @Override
    public String about() {
        return "Risk of attention trained on tasks in one subspace, or in a union of orthogonal ones, against the angle of the subspace"
                + " that it is tested on.";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("design", "iid", "architecture", "attention");
    }

    @Override
    public String along() {
        return "angle";
    }

    @Override
    public String sql() {
        return """
                SELECT concat('length ', length) AS panel,
                  concat_ws(', weights ', trained, get_json_object(law, '$.subspaces.weights')) AS series, angle,
                  %s AS tasks, %s AS noise, %s
                FROM (SELECT *, max(noise_variance) OVER () AS noisiest
                  FROM (SELECT *, if(%s = 0, 1, cast(get_json_object(law, '$.subspaces.count') AS INT)) AS trained
                    FROM (SELECT *, %s AS angle, coalesce(get_json_object(trained_on, '$.task_covariance'), task_covariance) AS law
                      FROM latest_of_any_law
                      WHERE design = 'iid' AND architecture = 'attention' AND %s AND loss = 'query'))
                  WHERE angle IS NOT NULL AND trained IS NOT NULL) AS carried
                WHERE noise_variance = noisiest
                ORDER BY carried.length, trained, series, measure, angle
                """.formatted(
                Sql.subspaces(), Sql.noise(), Sql.RISKS, Sql.angle("law"), Sql.angle("task_covariance"), Sql.FULL_RANK);
    }

    @Override
    public String reading(Frame frame) {
        Rows rows = new Rows(frame);
        return Panels.reading(rows)
                + " Subspaces of " + String.join(", ", rows.texts("tasks"))
                + ". At 0° the tasks are in the first subspace of training, at 90° they are orthogonal to it: in the second of a union.";
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new FigureAxis("angle", "angle, degrees", FigureAxis.Kind.DEGREES),
                        new FigureAxis("risk", "risk", FigureAxis.Kind.LOG),
                        false,
                        "subspaces of training",
                        true,
                        PanelGrid.of(size.pick(2, 3), size.pick(85, 110)))
                .draw(new Rows(frame), size);
    }
}
