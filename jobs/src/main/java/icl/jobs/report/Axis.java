package icl.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** An axis of a drawing: the field it shows, its title, and how it runs. */
record Axis(String field, String title, Kind kind) {
    /** How an axis runs. */
    enum Kind {
        LINEAR,
        /** Decades have the same length; marked as {@link Ticks} says. */
        LOG,
        /** Opens the small numbers, zero among them; marked where there are values. */
        ROOT
    }

    /** Numbers in full, but for the very large and small: Vega's own choice turns 20 into 2e+1. */
    static final String LABEL =
            "abs(datum.value) >= 1e5 || (datum.value != 0 && abs(datum.value) < 1e-3) ? format(datum.value, '~e') : format(datum.value, '~')";

    /** Points between the numbers and the ends of the axis. */
    private static final int PADDING = 4;

    /** The channel of panels that show these numbers; only the panels at the edge label the axis. */
    Map<String, Object> channel(DoubleStream numbers, boolean isAtEdge) {
        double[] all = numbers.distinct().sorted().toArray();
        return switch (kind) {
            case LINEAR ->
                channel(
                        Spec.of("domain", ends(all), "zero", false, "nice", false, "padding", PADDING),
                        "tickCount",
                        4,
                        isAtEdge);
            case ROOT ->
                channel(
                        Spec.of("type", "sqrt", "domain", ends(all), "nice", false, "padding", PADDING),
                        "values",
                        DoubleStream.of(all).boxed().toList(),
                        isAtEdge);
            case LOG -> {
                Ticks ticks = Ticks.around(DoubleStream.of(all));
                Map<String, Object> scale =
                        Spec.of("type", "log", "domain", List.of(ticks.low(), ticks.high()), "nice", false);
                yield channel(scale, "values", ticks.values(), isAtEdge);
            }
        };
    }

    private static List<Double> ends(double[] sorted) {
        return sorted.length == 0 ? List.of(0.0, 1.0) : List.of(sorted[0], sorted[sorted.length - 1]);
    }

    private Map<String, Object> channel(Map<String, Object> scale, String key, Object marks, boolean isAtEdge) {
        Map<String, Object> axis =
                Spec.of("title", isAtEdge ? title : null, "labels", isAtEdge, "labelExpr", LABEL, key, marks);
        return Spec.number(field, "scale", scale, "axis", axis);
    }
}
