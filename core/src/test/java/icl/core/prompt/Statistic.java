package icl.core.prompt;

import icl.core.design.SufficientStatistic;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A number that a prompt has.
 *
 * @param least the least that must be drawn of a prompt for the number to have its law
 */
record Statistic(String name, SufficientStatistic least, ToDoubleFunction<Seen> value) {
    static final List<Statistic> ALL = List.of(
            new Statistic("query squared", SufficientStatistic.STEP, s -> dot(s.query, s.query)),
            new Statistic("target", SufficientStatistic.STEP, s -> s.target),
            new Statistic("task query", SufficientStatistic.STEP, s -> dot(s.task, s.query)),
            new Statistic("prediction", SufficientStatistic.STEP, s -> dot(s.query, s.step)),
            new Statistic("step squared", SufficientStatistic.STEP, s -> dot(s.step, s.step)),
            new Statistic("task step", SufficientStatistic.STEP, s -> dot(s.task, s.step)),
            new Statistic("target prediction", SufficientStatistic.STEP, s -> s.target * dot(s.query, s.step)),
            new Statistic("step first last", SufficientStatistic.STEP, s -> s.step[0] * s.step[s.step.length - 1]),
            new Statistic(
                    "step across",
                    SufficientStatistic.STEP,
                    s -> dot(s.step, s.step) * dot(s.query, s.query) - square(dot(s.query, s.step)) / 2),
            new Statistic("trace", SufficientStatistic.SECOND_MOMENTS, Statistic::trace),
            new Statistic("form", SufficientStatistic.SECOND_MOMENTS, Statistic::form),
            new Statistic("form prediction", SufficientStatistic.SECOND_MOMENTS, s -> form(s) * dot(s.query, s.step)),
            new Statistic("query gram task", SufficientStatistic.SECOND_MOMENTS, s -> form(s.query, s.gram, s.task)),
            new Statistic("query gram query", SufficientStatistic.SECOND_MOMENTS, s -> form(s.query, s.gram, s.query)),
            new Statistic("step gram step", SufficientStatistic.SECOND_MOMENTS, s -> form(s.step, s.gram, s.step)),
            new Statistic("squares", SufficientStatistic.SECOND_MOMENTS, s -> s.squares),
            new Statistic(
                    "squares prediction", SufficientStatistic.SECOND_MOMENTS, s -> s.squares * dot(s.query, s.step)),
            new Statistic(
                    "squares trace",
                    SufficientStatistic.SECOND_MOMENTS,
                    s -> s.squares * trace(s) - dot(s.step, s.step) / 2),
            new Statistic("first label", SufficientStatistic.WHOLE, s -> s.labels.get(0)),
            new Statistic("last label", SufficientStatistic.WHOLE, s -> s.labels.get(s.labels.size() - 1)),
            new Statistic(
                    "first last label",
                    SufficientStatistic.WHOLE,
                    s -> s.labels.get(0) * s.labels.get(s.labels.size() - 1)),
            new Statistic(
                    "last label target", SufficientStatistic.WHOLE, s -> s.labels.get(s.labels.size() - 1) * s.target),
            new Statistic(
                    "first term", SufficientStatistic.WHOLE, s -> s.labels.get(0) * dot(s.features.get(0), s.query)),
            new Statistic(
                    "last term",
                    SufficientStatistic.WHOLE,
                    s -> s.labels.get(s.labels.size() - 1) * dot(s.features.get(s.features.size() - 1), s.query)),
            new Statistic("neighbours", SufficientStatistic.WHOLE, Statistic::neighbours));

    static Statistic named(String name) {
        return ALL.stream().filter(s -> s.name.equals(name)).findFirst().orElseThrow();
    }

    boolean isSeenBy(SufficientStatistic law) {
        return law.compareTo(least) >= 0;
    }

    double of(Seen seen) {
        return value.applyAsDouble(seen);
    }

    /** tr(A X'X) with A = diag(1, 2, ...). */
    private static double trace(Seen s) {
        double sum = 0;
        for (int c = 0; c < s.gram.length; c++) {
            sum += (c + 1) * s.gram[c][c];
        }
        return sum;
    }

    /** u'X'X k with u = (1, 1, ...) and k = (1, -2, 3, ...). */
    private static double form(Seen s) {
        double sum = 0;
        for (double[] row : s.gram) {
            for (int c = 0; c < row.length; c++) {
                sum += (c % 2 == 0 ? c + 1 : -c - 1) * row[c];
            }
        }
        return sum;
    }

    /** Sum of y_i y_(i+1) x_i'x_(i+1). */
    private static double neighbours(Seen s) {
        double sum = 0;
        for (int i = 0; i + 1 < s.labels.size(); i++) {
            sum += s.labels.get(i) * s.labels.get(i + 1) * dot(s.features.get(i), s.features.get(i + 1));
        }
        return sum;
    }

    private static double form(double[] a, double[][] m, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * dot(m[i], b);
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }
}
