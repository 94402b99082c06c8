package icl.jobs.cli;

import icl.jobs.frame.Frame;
import icl.jobs.plan.MeasurePlan;
import icl.jobs.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of a plan. */
final class PlanText {
    private PlanText() {}

    /** {@code rank-correlation: 400 cells (500 points)}. */
    static String cells(Plan plan) {
        String points = plan.points() == plan.cells() ? "" : " (" + count(plan.points(), "point") + " of the grid)";
        return plan.sweep().name() + ": " + count(plan.cells(), "cell") + points;
    }

    /** The same, and what is to do of it. */
    static String summary(Plan plan) {
        long done = plan.measures().stream().mapToLong(MeasurePlan::done).sum();
        long failed = plan.measures().stream().mapToLong(MeasurePlan::failed).sum();
        long uncovered =
                plan.measures().stream().mapToLong(MeasurePlan::notCovered).sum();
        String todo = plan.todo() == 0 ? "nothing to do" : count(plan.todo(), "risk") + " to compute";
        return cells(plan) + ", " + todo
                + (done == 0 ? "" : ", " + String.format(Locale.ROOT, "%,d done before", done))
                + (failed == 0 ? "" : ", " + String.format(Locale.ROOT, "%,d failed before", failed))
                + (uncovered == 0
                        ? ""
                        : ", " + String.format(Locale.ROOT, "%,d that their measure does not cover", uncovered));
    }

    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    /** One row for each kind of question that a measure does not cover, with the reason. */
    static Frame uncovered(Plan plan) {
        List<List<Object>> rows = new ArrayList<>();
        for (MeasurePlan m : plan.measures()) {
            m.uncovered()
                    .forEach((cells, count) -> rows.add(List.of(
                            m.measure().kind(),
                            count,
                            cells.design(),
                            cells.architecture(),
                            Failure.shown(cells.why()))));
        }
        return new Frame(
                List.of("measure", "not_covered", "design", "architecture", "why"),
                List.of("string", "int", "string", "string", "string"),
                rows,
                true);
    }

    /** One row for each measure: cells to compute, done, failed, and not covered by it, and predicted seconds of one core. */
    static Frame measures(Plan plan) {
        List<List<Object>> rows = new ArrayList<>();
        for (MeasurePlan m : plan.measures()) {
            rows.add(List.of(m.measure().kind(), m.todo(), m.done(), m.failed(), m.notCovered(), m.seconds()));
        }
        return new Frame(
                List.of("measure", "new", "done", "failed", "not_covered", "core_seconds"),
                List.of("string", "int", "int", "int", "int", "double"),
                rows,
                true);
    }
}
