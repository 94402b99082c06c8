package icl.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * An axis of a drawing.
 *
 * @param field what it shows
 * @param title what it is called
 * @param kind how it runs
 * @param always numbers that are on it, whatever the data are
 */
record Axis(String field, String title, Kind kind, List<Double> always) {
    /** How an axis runs. */
    enum Kind {
        LINEAR,
        /** Linear, marked at multiples of 30. */
        DEGREES,
        /** Decades have the same length; marked as {@link Ticks} says. */
        LOG,
        /** Opens the small numbers, zero among them; marked where there are values. */
        ROOT
    }

    Axis(String field, String title, Kind kind) {
        this(field, title, kind, List.of());
    }

    /** Numbers in full, but for the very large and small: Vega's own choice turns 20 into 2e+1. */
    static final String LABEL =
            "abs(datum.value) >= 1e5 || (datum.value != 0 && abs(datum.value) < 1e-3) ? format(datum.value, '~e') : format(datum.value, '~')";

    /** How to read an axis of ranks. */
    static final String RANKS = " Ranks stand by their square roots; lines join those that were computed.";

    /** Points between the numbers and the ends of the axis. */
    private static final int PADDING = 4;

    /** The channel of panels that show these numbers; only the panels at the edge title the axis. */
    Map<String, Object> channel(DoubleStream numbers, boolean isAtEdge) {
        return channel(numbers, isAtEdge, isAtEdge);
    }

    /** The same, with labels or without. */
    Map<String, Object> channel(DoubleStream numbers, boolean isAtEdge, boolean isLabelled) {
        double[] all = DoubleStream.concat(numbers, always.stream().mapToDouble(v -> v))
                .distinct()
                .sorted()
                .toArray();
        Map<String, Object> axis = Spec.of("title", isAtEdge ? title : null, "labels", isLabelled, "labelExpr", LABEL);
        Map<String, Object> scale = Spec.of("nice", false);
        switch (kind) {
            case LINEAR -> {
                scale.putAll(Spec.of("domain", ends(all), "zero", false, "padding", PADDING));
                axis.put("tickCount", 4);
            }
            case DEGREES -> {
                scale.putAll(Spec.of("domain", ends(all), "zero", false, "padding", PADDING));
                axis.put("values", multiplesOf30(ends(all)));
            }
            case ROOT -> {
                scale.putAll(Spec.of("type", "sqrt", "domain", ends(all), "padding", PADDING));
                axis.put("values", DoubleStream.of(all).boxed().toList());
                axis.putAll(Spec.of("labelOverlap", "greedy", "labelSeparation", 4));
            }
            case LOG -> {
                Ticks ticks = Ticks.around(all);
                scale.putAll(Spec.of("type", "log", "domain", List.of(ticks.low(), ticks.high())));
                axis.put("values", ticks.values());
            }
        }
        return Spec.number(field, "scale", scale, "axis", axis);
    }

    private static List<Double> multiplesOf30(List<Double> ends) {
        return DoubleStream.iterate(
                        30 * Math.ceil(ends.get(0) / 30), angle -> angle <= ends.get(1), angle -> angle + 30)
                .boxed()
                .toList();
    }

    private static List<Double> ends(double[] sorted) {
        return sorted.length == 0 ? List.of(0.0, 1.0) : List.of(sorted[0], sorted[sorted.length - 1]);
    }
}
