package icl.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Small multiples: lines for closed forms, rings with intervals for what was simulated, dots for what was trained. The rows have
 * a {@code panel}, a {@code series} and a {@code measure}, the fields of both axes, and {@code lower} and {@code upper} where
 * there are intervals.
 *
 * @param x the axis along which the lines run
 * @param y the other one
 * @param isFree whether each panel has a y axis of its own
 * @param series what colours and shapes mean
 * @param isOrdered whether the series have an order, which the colours show
 * @param grid how the panels stand
 */
record Panels(FigureAxis x, FigureAxis y, boolean isFree, String series, boolean isOrdered, PanelGrid grid) {
    private static final List<String> LINES = List.of("exact", "paper's form");
    private static final List<String> MARKS = List.of("simulated", "trained");

    private static final List<String> READING = List.of(
            "exact: solid lines",
            "paper's form: dotted lines, unseen where it is the exact risk",
            "simulated: rings with intervals",
            "trained: dots, with a pale bar up to the worst restart");

    /** The printed theorem was not at hand. */
    private static final String OURS =
            "For aligned features the paper's form is the leading order in its regime as we derive it.";

    Map<String, Object> draw(Rows rows, Size size) {
        rows.requireDistinct("panel", "series", "measure", x.field());
        return grid.of(rows.texts("panel"), size, (panel, isFirst, isLast) -> {
            Rows shown = rows.only("panel", panel);
            return Spec.of(
                    "transform", List.of(Spec.only("panel", panel)),
                    "encoding", encoding(isFree ? shown : rows, rows, size, isFirst, isLast),
                    "layer", layers(rows, size));
        });
    }

    /** One panel of all rows. */
    Map<String, Object> single(Rows rows, Size size) {
        rows.requireDistinct("panel", "series", "measure", x.field());
        return Spec.of("encoding", encoding(rows, rows, size, true, true), "layer", layers(rows, size));
    }

    /** How to read it, of what is there. */
    static String reading(Rows rows) {
        List<String> measures = rows.texts("measure");
        String all = READING.stream()
                .filter(words -> measures.contains(words.substring(0, words.indexOf(':'))))
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1) + ".";
    }

    /** The same where the paper's form may be one that we derived. */
    static String reading(Rows rows, String design) {
        boolean isOurs = design.equals("aligned") && rows.texts("measure").contains("paper's form");
        return reading(rows) + (isOurs ? " " + OURS : "");
    }

    private Map<String, Object> encoding(Rows compared, Rows all, Size size, boolean isFirst, boolean isLast) {
        DoubleStream values = DoubleStream.concat(compared.numbers(y.field()), ends(compared));
        return Spec.of(
                "x", x.channel(all.numbers(x.field()), isLast),
                "y", y.channel(values, isFirst, isFirst || isFree),
                "stroke", colour(all, size));
    }

    private List<Map<String, Object>> layers(Rows rows, Size size) {
        List<Map<String, Object>> layers = new ArrayList<>();
        if (hasBand(rows)) {
            layers.add(band(rows, size));
        }
        layers.add(lines());
        if (hasIntervals(rows)) {
            layers.add(intervals());
        }
        layers.add(marks(rows, size));
        return layers;
    }

    private boolean hasIntervals(Rows rows) {
        return y.field().equals("risk") && rows.has("lower");
    }

    /** Whether lines are means of several numbers, which lie between {@code least} and {@code most}. */
    private static boolean hasBand(Rows rows) {
        return rows.has("least");
    }

    private Map<String, Object> band(Rows rows, Size size) {
        String way = x.kind() == FigureAxis.Kind.LOG ? "monotone" : "linear";
        return Spec.of(
                "mark", Spec.of("type", "area", "interpolate", way, "opacity", 0.2, "strokeWidth", 0, "clip", true),
                "encoding",
                        Spec.of(
                                "y", Spec.of("field", "least"),
                                "y2", Spec.of("field", "most"),
                                "fill", colour(rows, size)));
    }

    private DoubleStream ends(Rows rows) {
        if (hasBand(rows)) {
            return DoubleStream.concat(rows.numbers("least"), rows.numbers("most"));
        }
        return hasIntervals(rows)
                ? DoubleStream.concat(rows.numbers("lower").filter(this::isOnAxis), rows.numbers("upper"))
                : DoubleStream.empty();
    }

    /** An interval that reaches zero has no end on a logarithmic axis: it is cut at the edge of the panel. */
    private boolean isOnAxis(double end) {
        return y.kind() != FigureAxis.Kind.LOG || end > 0;
    }

    /** A channel that tells the series apart. */
    private Map<String, Object> ofSeries(List<?> range, Rows rows, Size size) {
        List<String> names = rows.texts("series");
        Map<String, Object> scale = Spec.of("domain", names, "range", range);
        Map<String, Object> legend = names.size() == 1 ? null : Style.legend(names, series, size);
        return Spec.name("series", "sort", null, "scale", scale, "legend", legend);
    }

    private Map<String, Object> colour(Rows rows, Size size) {
        int names = rows.texts("series").size();
        return ofSeries(isOrdered ? Style.ramp(names) : Style.COLOURS, rows, size);
    }

    private Map<String, Object> lines() {
        String way = x.kind() == FigureAxis.Kind.LOG ? "monotone" : "linear";
        Map<String, Object> dashes = Spec.of("domain", LINES, "range", List.of(List.of(1, 0), List.of(1, 2)));
        return Spec.of(
                "transform", List.of(Spec.only("measure", LINES.toArray())),
                "mark", Spec.of("type", "line", "strokeWidth", 1, "interpolate", way, "clip", true),
                "encoding", Spec.of("strokeDash", Spec.name("measure", "scale", dashes, "legend", null)));
    }

    private static Map<String, Object> intervals() {
        return Spec.of(
                "transform",
                        List.of(
                                Spec.only("measure", MARKS.toArray()),
                                Spec.of("calculate", "max(datum.lower, 1e-300)", "as", "lower")),
                "mark", Spec.of("type", "rule", "clip", true),
                "encoding",
                        Spec.of(
                                "y", Spec.of("field", "lower"),
                                "y2", Spec.of("field", "upper"),
                                "strokeWidth", ofMark(0.75, 2),
                                "opacity", ofMark(1, 0.4)));
    }

    private Map<String, Object> marks(Rows rows, Size size) {
        return Spec.of(
                "transform", List.of(Spec.only("measure", MARKS.toArray())),
                "mark", Spec.of("type", "point", "strokeWidth", 0.6, "opacity", 1),
                "encoding",
                        Spec.of(
                                "shape", ofSeries(Style.SHAPES, rows, size),
                                "fill", colour(rows, size),
                                "fillOpacity", ofMark(0, 1),
                                "size", ofMark(26, 6)));
    }

    private static Map<String, Object> ofMark(double simulated, double trained) {
        Map<String, Object> scale = Spec.of("domain", MARKS, "range", List.of(simulated, trained));
        return Spec.of("field", "measure", "type", "ordinal", "sort", MARKS, "scale", scale, "legend", null);
    }
}
