package icl.jobs.report;

import icl.core.stats.SidedErrors;
import icl.jobs.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Theory over a whole table: against simulation the differences in errors of their side, beside the normal law, which should be a
 * little wider; against training, whose risks are evaluated exactly and so have no error, by how much they exceed the optimum.
 */
record Agreement() implements Figure {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double BIN = 0.5;

    private static final List<Object> SIMULATED = List.of(Spec.of("filter", "isValid(datum.z)"));

    /** In percent: what is less, or below zero by rounding, is drawn here. */
    private static final double LEAST_GAP = 1e-4;

    private static final List<String> NAMES =
            List.of("z", "normal", "low", "high", "gap", "share", "prompts", "restarts");
    private static final List<String> TYPES =
            List.of("double", "double", "double", "double", "double", "double", "bigint", "int");

    /** Chance of a rank's number to be outside its band. */
    private static final double OUTSIDE = 0.05;

    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public String about() {
        return "Theory against simulation, in errors of each side beside the normal law, and against training.";
    }

    @Override
    public String sweep() {
        return "low-rank";
    }

    @Override
    public Map<String, String> drawnFrom() {
        return Map.of("measure", "monte_carlo");
    }

    @Override
    public String along() {
        return "z";
    }

    @Override
    public String sql() {
        return """
                SELECT if(l.measure = 'monte_carlo', simulated_z, NULL) AS z,
                  if(l.measure = 'trained', 100 * trained_gap, NULL) AS gap,
                  if(l.measure = 'monte_carlo', l.prompts, NULL) AS prompts, l.restarts
                FROM gap JOIN latest_of_any_law l USING (cell_id)
                WHERE l.measure = 'monte_carlo' AND simulated_z IS NOT NULL
                  OR l.measure = 'trained' AND trained_gap IS NOT NULL AND coalesce(l.rank, 1) > 0
                ORDER BY z NULLS LAST, gap
                """;
    }

    /**
     * With the normal number of each rank, and the band that holds what a normal sample has at this rank; with the share of the
     * trained cells whose gap is no larger.
     */
    @Override
    public Frame prepared(Frame answer) {
        int simulated = (int) new Rows(answer).numbers("z").count();
        int trained = answer.rows().size() - simulated;
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> row : answer.rows()) {
            int rank = rows.size();
            rows.add(rank < simulated ? simulated(row, rank, simulated) : trained(row, rank - simulated, trained));
        }
        return new Frame(NAMES, TYPES, rows, answer.isWhole());
    }

    private static List<Object> simulated(List<Object> row, int rank, int of) {
        BetaDistribution share = BetaDistribution.of(rank + 1, of - rank);
        return Arrays.asList(
                row.get(0),
                NORMAL.inverseCumulativeProbability((rank + 0.5) / of),
                NORMAL.inverseCumulativeProbability(share.inverseCumulativeProbability(OUTSIDE / 2)),
                NORMAL.inverseCumulativeProbability(share.inverseSurvivalProbability(OUTSIDE / 2)),
                null,
                null,
                row.get(2),
                row.get(3));
    }

    private static List<Object> trained(List<Object> row, int rank, int of) {
        double gap = Math.max((Double) row.get(1), LEAST_GAP);
        return Arrays.asList(null, null, null, null, gap, (rank + 1.0) / of, row.get(2), row.get(3));
    }

    @Override
    public String reading(Frame frame) {
        double[] z = new Rows(frame).numbers("z").toArray();
        double mean = Arrays.stream(z).average().orElseThrow();
        double variance = Arrays.stream(z).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, z.length - 1);
        double worst = Arrays.stream(z).map(Math::abs).max().orElseThrow();
        String words = String.format(
                Locale.ROOT,
                "%,d cells: mean %.2f, deviation %.2f, largest %.2f; one as large is met by chance with probability %.2g or less."
                        + " Curve and line: the normal law; band: 95 %% of normal samples at each rank.",
                z.length,
                mean,
                Math.sqrt(variance),
                worst,
                -Math.expm1(z.length * Math.log1p(-SidedErrors.probability(worst))));
        return words.replace("mean -", "mean −")
                + training(new Rows(frame).numbers("gap").toArray());
    }

    private static String training(double... gaps) {
        return gaps.length == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Trained: how many of %,d cells end within so much of the exact optimum, at most %.2g %%; their risks are"
                                + " evaluated exactly and have no standard error.",
                        gaps.length,
                        gaps[gaps.length - 1]);
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        Rows rows = new Rows(frame);
        double[] gaps = rows.numbers("gap").toArray();
        int columns = gaps.length == 0 ? 2 : size.pick(2, 3);
        int width = size.points() / columns - 42;
        List<Object> panels = new ArrayList<>();
        panels.add(histogram((int) rows.numbers("z").count(), width));
        panels.add(quantiles(width));
        if (gaps.length > 0) {
            panels.add(shares(gaps, width));
        }
        return Spec.of("concat", panels, "columns", columns, "spacing", 12);
    }

    private static Map<String, Object> histogram(int cells, int width) {
        Map<String, Object> law = Spec.of(
                "data", Spec.of("sequence", Spec.of("start", -4, "stop", 4.05, "step", 0.1, "as", "z")),
                "transform",
                        List.of(Spec.of(
                                "calculate",
                                cells * BIN + " * exp(-datum.z * datum.z / 2) / sqrt(2 * PI)",
                                "as",
                                "count")),
                "mark", Spec.of("type", "line", "strokeWidth", 1.2, "color", "black"),
                "encoding", Spec.of("x", Spec.number("z"), "y", Spec.number("count")));
        Map<String, Object> bars = Spec.of(
                "mark",
                        Spec.of(
                                "type",
                                "bar",
                                "color",
                                "#56B4E9",
                                "stroke",
                                "white",
                                "strokeWidth",
                                0.5,
                                "binSpacing",
                                0),
                "encoding",
                        Spec.of(
                                "x",
                                Spec.number(
                                        "z",
                                        "bin",
                                        Spec.of("step", BIN),
                                        "axis",
                                        Spec.of(
                                                "title",
                                                "difference in errors of its side",
                                                "grid",
                                                false,
                                                "values",
                                                List.of(-4, -2, 0, 2, 4),
                                                "labelExpr",
                                                FigureAxis.LABEL)),
                                "y",
                                Spec.of(
                                        "aggregate",
                                        "count",
                                        "type",
                                        "quantitative",
                                        "axis",
                                        Spec.of("title", "cells", "tickCount", 4))));
        return Spec.of("transform", SIMULATED, "width", width, "height", width, "layer", List.of(bars, law));
    }

    private static Map<String, Object> quantiles(int width) {
        Map<String, Object> x = Spec.number("normal", "axis", Spec.of("title", "normal", "tickCount", 5));
        Map<String, Object> band = Spec.of(
                "mark", Spec.of("type", "area", "color", "#dddddd"),
                "encoding",
                        Spec.of(
                                "y", Spec.number("low", "axis", Spec.of("title", "observed", "tickCount", 5)),
                                "y2", Spec.of("field", "high")));
        Map<String, Object> line = Spec.of(
                "mark", Spec.of("type", "line", "strokeWidth", 0.8, "color", "black"),
                "encoding", Spec.of("y", Spec.number("normal")));
        Map<String, Object> points = Spec.of(
                "mark", Spec.of("type", "point", "filled", true, "size", 6, "color", "#0072B2", "opacity", 1),
                "encoding", Spec.of("y", Spec.number("z")));
        return Spec.of(
                "transform", SIMULATED,
                "width", width,
                "height", width,
                "encoding", Spec.of("x", x),
                "layer", List.of(band, line, points));
    }

    private static Map<String, Object> shares(double[] gaps, int width) {
        FigureAxis gap = new FigureAxis("gap", "trained above the optimum, %", FigureAxis.Kind.LOG);
        FigureAxis share = new FigureAxis("share", "share of cells", FigureAxis.Kind.LINEAR, List.of(0.0, 1.0));
        return Spec.of(
                "transform", List.of(Spec.of("filter", "isValid(datum.gap)")),
                "width", width,
                "height", width,
                "mark", Spec.of("type", "line", "interpolate", "step-after", "strokeWidth", 1.2, "color", "#D55E00"),
                "encoding",
                        Spec.of(
                                "x", gap.channel(Arrays.stream(gaps), true),
                                "y", share.channel(DoubleStream.empty(), true)));
    }
}
