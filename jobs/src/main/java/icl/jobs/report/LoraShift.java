package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Risk against the rank of a LoRA update after the covariances have changed. */
record LoraShift() implements Figure {
    @Override
    public String name() {
        return "lora";
    }

    @Override
    public String about() {
        return "Risk against the rank of a LoRA update of attention, trained on one law of the prompts and asked on another.";
    }

    @Override
    public String sweep() {
        return "lora-shift";
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
                SELECT concat(%s, ' → ', %s, if(is_paper, '', ', do not commute')) AS panel, concat('', length) AS series, rank, %s AS noise, %s
                FROM (SELECT *,
                    coalesce(get_json_object(base, '$.feature_covariance'), 'identity') AS base_features,
                    coalesce(get_json_object(base, '$.task_covariance'), 'identity') AS base_tasks,
                    count_if(measure = 'paper') OVER (PARTITION BY base, feature_covariance, task_covariance) > 0
                      OR NOT EXISTS (SELECT 1 FROM latest WHERE architecture = 'lora' AND measure = 'paper') AS is_paper
                  FROM latest
                  WHERE architecture = 'lora' AND loss = 'query'
                    AND noise_variance = (SELECT max(noise_variance) FROM latest WHERE architecture = 'lora'))
                ORDER BY feature_covariance DESC, panel, length, measure, rank
                """.formatted(Sql.covariances("base_features", "base_tasks"), Sql.covariances(), Sql.noise(), Sql.RISKS);
    }

    @Override
    public String reading(Frame frame) {
        return Panels.reading(new Rows(frame))
                + " The paper's form exists where the covariances commute; they are those of the features unless it says tasks."
                + FigureAxis.RANKS;
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new FigureAxis("rank", "LoRA rank", FigureAxis.Kind.ROOT),
                        new FigureAxis("risk", "risk", FigureAxis.Kind.LOG),
                        true,
                        "context length",
                        true,
                        PanelGrid.of(size.pick(2, 3), size.pick(75, 95)).spaced())
                .draw(new Rows(frame), size);
    }
}
