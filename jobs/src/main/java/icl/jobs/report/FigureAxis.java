package icl.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * An axis of a figure.
 *
 * @param field column that it shows
 * @param title its title
 * @param kind its scale
 * @param always numbers that it includes, whatever the data
 */
record FigureAxis(String field, String title, Kind kind, List<Double> always) {
    /** The scale of an axis. */
    enum Kind {
        LINEAR,
        /** Linear, with ticks at multiples of 30. */
        DEGREES,
        /** Logarithmic, with ticks as in {@link Ticks}. */
        LOG,
        /** Square root, which spreads small numbers and includes zero; with ticks at the values. */
        ROOT
    }

    FigureAxis(String field, String title, Kind kind) {
        this(field, title, kind, List.of());
    }

    /** Numbers in full unless very large or small. Vega's default shows 20 as 2e+1. */
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
