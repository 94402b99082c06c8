package icl.jobs.report;

import icl.core.check.Invalid;
import icl.core.linalg.Vector;
import icl.core.model.Tensor;
import icl.core.risk.RiskFormulas;
import icl.jobs.frame.Frame;
import icl.jobs.schema.SavedParameters;
import icl.jobs.sweep.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The weights that H3 gives to the examples, by position: the optimal ones and those of the best restart. */
record Filters() implements Figure {
    private static final List<String> NAMES = List.of("panel", "series", "measure", "position", "weight", "restarts");
    private static final List<String> TYPES = List.of("string", "string", "string", "int", "double", "bigint");

    @Override
    public String name() {
        return "filters";
    }

    @Override
    public String about() {
        return "Weights that H3 gives to the examples by position, the last one next to the query, in units of their mean size.";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("architecture", "h3", "measure", "trained");
    }

    @Override
    public String along() {
        return "position";
    }

    @Override
    public String sql() {
        return """
                SELECT coalesce(%s, if(alpha_profile IS NULL, design, concat(design, ', alpha by position'))) AS panel,
                  if(loss = 'query', 'query', 'all positions') AS series, s.question, s.parameters, l.restarts
                FROM latest l JOIN restarts s USING (cell_id, measure_id, run_id)
                WHERE architecture = 'h3' AND s.parameters IS NOT NULL
                QUALIFY row_number() OVER (PARTITION BY cell_id ORDER BY s.risk, s.restart) = 1
                ORDER BY panel, loss DESC
                """.formatted(Sql.words("task_correlation"));
    }

    /** Of each cell the exact weights and the trained ones. */
    @Override
    public Frame prepared(Frame answer) {
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> row : answer.rows()) {
            SavedParameters saved = SavedParameters.of((String) row.get(2), (String) row.get(3));
            add(rows, row, "exact", exact(saved));
            add(rows, row, "trained", trained(saved.parameters()));
        }
        return new Frame(NAMES, TYPES, rows, answer.isWhole());
    }

    private static void add(List<List<Object>> rows, List<Object> row, String measure, double[] weights) {
        double mean = Arrays.stream(weights).map(Math::abs).average().orElse(1);
        double unit = Arrays.stream(weights).sum() < 0 ? -mean : mean; // W takes the sign
        for (int i = 0; i < weights.length; i++) {
            rows.add(Arrays.asList(row.get(0), row.get(1), measure, i + 1, weights[i] / unit, row.get(4)));
        }
    }

    private static double[] exact(SavedParameters saved) {
        int length = saved.question().design().length();
        return RiskFormulas.exact(saved.question())
                .weights()
                .orElse(Vector.from(length, i -> 1))
                .toArray();
    }

    /** Parameters have the weights by lag, that of the last example first. */
    private static double[] trained(Parameters parameters) {
        int at = 0;
        for (Tensor tensor : parameters.tensors()) {
            if (tensor.name().equals("weights")) {
                double[] values = parameters.values();
                double[] weights = new double[tensor.size()];
                for (int lag = 0; lag < weights.length; lag++) {
                    weights[weights.length - 1 - lag] = values[at + lag];
                }
                return weights;
            }
            at += tensor.size();
        }
        throw new Invalid("Cannot draw filters: the parameters have no weights (train with parameters: step)");
    }

    @Override
    public String reading(Frame frame) {
        return "Solid lines: the optimum; dots: the best restart of training.";
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new FigureAxis("position", "position of the example", FigureAxis.Kind.LINEAR),
                        new FigureAxis("weight", "weight", FigureAxis.Kind.LINEAR),
                        false,
                        "loss",
                        false,
                        PanelGrid.of(size.pick(2, 3), size.pick(75, 95)))
                .draw(new Rows(frame), size);
    }
}
