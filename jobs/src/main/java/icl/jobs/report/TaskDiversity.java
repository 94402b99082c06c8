package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** Risk on the tasks of a bank that attention was trained on, and on new ones, against their number. */
record TaskDiversity() implements Figure {
    @Override
    public String name() {
        return "task-diversity";
    }

    @Override
    public String about() {
        return "Risk of estimators trained on a bank of tasks, on the tasks of the bank and on new tasks, against the number of tasks"
                + " in the bank.";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("design", "iid");
    }

    @Override
    public String along() {
        return "tasks";
    }

    /** The law itself has the risk that both come to: a line over all numbers of tasks. */
    @Override
    public String sql() {
        return """
                SELECT * FROM (
                  WITH banks AS (
                      SELECT *, cast(get_json_object(bank, '$.size') AS INT) AS tasks
                      FROM (SELECT *, coalesce(task_pool, get_json_object(trained_on, '$.task_pool')) AS bank
                        FROM latest_of_any_law
                        WHERE design = 'iid' AND loss = 'query' AND measure = 'exact'
                          AND architecture IN ('attention', 'attention_squares') AND %s)),
                    shown AS (
                      SELECT architecture, 'new tasks' AS series, tasks, risk FROM banks
                        WHERE task_pool IS NULL AND tasks IS NOT NULL
                      UNION ALL SELECT architecture, 'tasks of the bank', tasks, risk FROM banks WHERE task_pool IS NOT NULL
                      UNION ALL SELECT law.architecture, 'no bank', sizes.tasks, law.risk
                        FROM banks AS law JOIN (SELECT DISTINCT architecture, tasks FROM banks WHERE tasks IS NOT NULL) AS sizes
                          ON law.architecture = sizes.architecture
                        WHERE law.bank IS NULL)
                  SELECT architecture AS panel, series, tasks, 'exact' AS measure, avg(risk) AS risk, min(risk) AS least,
                    max(risk) AS most, count(*) AS banks
                  FROM shown
                  GROUP BY architecture, series, tasks)
                ORDER BY panel, array_position(array('new tasks', 'no bank', 'tasks of the bank'), series), tasks
                """.formatted(Sql.FULL_RANK);
    }

    @Override
    public String reading(Frame frame) {
        return "Lines: means of the exact risk over banks; bands: from the best bank to the worst. No bank: trained and tested on the"
                + " law that the banks are drawn from.";
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        return new Panels(
                        new FigureAxis("tasks", "tasks in the bank", FigureAxis.Kind.LOG),
                        new FigureAxis("risk", "risk", FigureAxis.Kind.LOG),
                        false,
                        "tested on",
                        false,
                        PanelGrid.of(2, size.pick(100, 120)))
                .draw(new Rows(frame), size);
    }
}
