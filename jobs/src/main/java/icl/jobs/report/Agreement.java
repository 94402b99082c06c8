package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Theory against simulation over a whole table: differences in standard errors beside the normal law they should have. */
record Agreement() implements Figure {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double BIN = 0.5;

    /** Chance of a rank's number to be outside its band. */
    private static final double OUTSIDE = 0.05;

    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public String about() {
        return "Differences between simulated and exact risk, in standard errors, against the normal law.";
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
    public String sql() {
        return """
                SELECT simulated_z AS z, l.prompts
                FROM gap JOIN latest l USING (cell_id)
                WHERE l.measure = 'monte_carlo' AND simulated_z IS NOT NULL
                ORDER BY z
                """;
    }

    /** With the normal number of each rank, and the band that holds what a normal sample has at this rank. */
    @Override
    public Frame prepared(Frame answer) {
        int n = answer.rows().size();
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            BetaDistribution share = BetaDistribution.of(i + 1, n - i);
            rows.add(Arrays.asList(
                    answer.rows().get(i).get(0),
                    NORMAL.inverseCumulativeProbability((i + 0.5) / n),
                    NORMAL.inverseCumulativeProbability(share.inverseCumulativeProbability(OUTSIDE / 2)),
                    NORMAL.inverseCumulativeProbability(share.inverseSurvivalProbability(OUTSIDE / 2)),
                    answer.rows().get(i).get(1)));
        }
        return new Frame(
                List.of("z", "normal", "low", "high", "prompts"),
                List.of("double", "double", "double", "double", "bigint"),
                rows,
                answer.isWhole());
    }

    @Override
    public String reading(Frame frame) {
        double[] z = new Rows(frame).numbers("z").toArray();
        double mean = Arrays.stream(z).average().orElseThrow();
        double variance = Arrays.stream(z).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, z.length - 1);
        double worst = Arrays.stream(z).map(Math::abs).max().orElseThrow();
        String words = String.format(
                Locale.ROOT,
                "%,d cells: mean %.2f, deviation %.2f, largest %.2f; one as large is met by chance with probability %.2g."
                        + " Curve and line: the normal law; band: 95 %% of normal samples at each rank.",
                z.length,
                mean,
                Math.sqrt(variance),
                worst,
                -Math.expm1(z.length * Math.log1p(-2 * NORMAL.survivalProbability(worst))));
        return words.replace("mean -", "mean −");
    }

    @Override
    public Map<String, Object> draw(Frame frame, Size size) {
        int width = size.points() / 2 - 42;
        return Spec.of("hconcat", List.of(histogram(frame.rows().size(), width), quantiles(width)), "spacing", 12);
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
                                                "difference in standard errors",
                                                "grid",
                                                false,
                                                "values",
                                                List.of(-4, -2, 0, 2, 4),
                                                "labelExpr",
                                                Axis.LABEL)),
                                "y",
                                Spec.of(
                                        "aggregate",
                                        "count",
                                        "type",
                                        "quantitative",
                                        "axis",
                                        Spec.of("title", "cells", "tickCount", 4))));
        return Spec.of("width", width, "height", width, "layer", List.of(bars, law));
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
                "width", width, "height", width, "encoding", Spec.of("x", x), "layer", List.of(band, line, points));
    }
}
