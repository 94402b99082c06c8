package icl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.model.Tensor;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import icl.jobs.schema.Machine;
import icl.jobs.schema.ResultRow;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.CurvePoint;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Explanation;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Parameters;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.Sampling;
import icl.jobs.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A small results folder for each figure, with numbers that nothing but this file makes. */
public final class FigureTables {
    private static final String HEAD = "name: small\nseed: 7\ngrid:\n  dim: 4\n";
    private static final String THEORY = "measures: {exact: {}, paper: {}, monte_carlo: {}";
    private static final String ALL = THEORY + ", trained: {restarts: 2}}\n";

    private static final String LENGTHS = """
              design: %s
              architecture: [attention, h3]
              noise_variance: %s
              length: [1, 10, 100]
              %s
            """;

    private static final String ALPHAS = """
              design: %s
              noise_variance: [0, 1]
              length: [4, 16]
              alpha: [0, 0.5, 1]
            """;

    private static final Map<String, String> GRIDS = Map.ofEntries(
            Map.entry(
                    "iid-length",
                    LENGTHS.formatted("iid", "[0, 1]", "feature_covariance: [identity, {power_law: 1}]") + ALL),
            Map.entry("retrieval-length", LENGTHS.formatted("retrieval", 1, "alpha: [0, 0.5]") + ALL),
            Map.entry("aligned-length", LENGTHS.formatted("aligned", 1, "alpha: [0, 0.5]") + ALL),
            Map.entry("retrieval-alpha", ALPHAS.formatted("retrieval") + THEORY + "}\n"),
            Map.entry("aligned-alpha", ALPHAS.formatted("aligned") + THEORY + "}\n"),
            Map.entry("low-rank", """
                      design: iid
                      noise_variance: 1
                      length: [4, 16]
                      feature_covariance: [identity, {spiked: {count: 2, ratio: 10}}]
                      rank: [0, 1, 4]
                    """ + ALL),
            Map.entry("lora", """
                      design: iid
                      architecture: lora
                      noise_variance: 1
                      length: [4, 16]
                      union:
                        - feature_covariance: {power_law: 1}
                          base: {kind: iid, feature_covariance: identity}
                        - feature_covariance: {exchangeable: 0.5}
                          base: {kind: iid, feature_covariance: identity, task_covariance: {power_law: 1}}
                      rank: [0, 1, 4]
                    """ + ALL),
            Map.entry("subspace-angle", """
                      design: iid
                      noise_variance: [0, 1]
                      length: [4, 16]
                      task_covariance:
                        - subspace: {rank: 1}
                        - subspace: {rank: 1, angle: 45}
                        - subspace: {rank: 1, angle: 90}
                      trained_on:
                        - task_covariance: {subspace: {rank: 1}}
                        - task_covariance: {subspaces: {rank: 1, count: 2}}
                        - task_covariance: {subspaces: {rank: 1, count: 2, weights: [0.75, 0.25]}}
                    measures: {exact: {}, monte_carlo: {}, trained: {restarts: 2}}
                    """),
            Map.entry("subspace-lora", """
                      design: iid
                      architecture: lora
                      noise_variance: 0
                      length: [4, 16]
                      base: {kind: iid, task_covariance: {subspace: {rank: 2}}}
                      task_covariance: [{subspace: {rank: 2, angle: 30}}, {subspace: {rank: 2, angle: 90}}]
                      rank: [0, 1, 4]
                    measures: {exact: {}, monte_carlo: {}, trained: {restarts: 2}}
                    """),
            Map.entry("task-prompts", """
                      design: iid
                      architecture: [prompted, attention_layer]
                      strategy: [plain, tuned, joint, decoupled]
                      noise_variance: [0, 1]
                      length: [1, 10]
                      task_groups:
                        - - {weight: 0.3, mean: 1.4}
                          - {weight: 0.7, mean: -0.6, covariance: {diagonal: [2, 2, 2, 2]}}
                    measures: {exact: {}, monte_carlo: {}, trained: {restarts: 2}}
                    """),
            Map.entry("task-diversity", """
                      design: iid
                      architecture: [attention, attention_squares]
                      noise_variance: 1
                      length: 16
                      union:
                        - task_pool: [{size: 1, seed: 0}, {size: 1, seed: 1}, {size: 10, seed: 0}, {size: 10, seed: 1}]
                        - trained_on:
                            - {task_pool: {size: 1, seed: 0}}
                            - {task_pool: {size: 1, seed: 1}}
                            - {task_pool: {size: 10, seed: 0}}
                            - {task_pool: {size: 10, seed: 1}}
                        - loss: query
                    measures: {exact: {}}
                    """),
            Map.entry("drift", """
                      design: drift
                      architecture: [attention, h3]
                      loss: [query, positions]
                      noise_variance: 1
                      union:
                        - task_correlation: [{ar1: 0.9}, linear_drift]
                          length: [4, 8]
                        - zip:
                            - length: [4, 8]
                            - task_correlation:
                                - change_point: {after: 2, correlation: 0}
                                - change_point: {after: 4, correlation: 0}
                    measures: {exact: {}, monte_carlo: {}, trained: {restarts: 2}}
                    """),
            Map.entry("sequence", """
                      design: sequence
                      architecture: [attention, h3]
                      noise_variance: 1
                      query: [correlated, independent]
                      feature_correlation: [{ar1: 0.5}, {ar1: 0.9}, {change_point: {after: 2, correlation: 0.5}}]
                      length: [4, 8]
                    measures: {exact: {}, monte_carlo: {}, trained: {restarts: 2}}
                    """),
            Map.entry("feature-law", """
                      design: iid
                      noise_variance: [0, 1]
                      feature_law: [gaussian, sphere, {student: 5}]
                      length: [1, 10, 100]
                    measures: {exact: {}, monte_carlo: {}, trained: {restarts: 2}}
                    """),
            Map.entry("filters", """
                      architecture: h3
                      noise_variance: 1
                      length: 5
                      union:
                        - design: drift
                          loss: [query, positions]
                          task_correlation: [{ar1: 0.5}, linear_drift]
                        - design: retrieval
                          alpha: [[0.9, 0.7, 0.5, 0.3, 0]]
                    measures: {exact: {}, trained: {restarts: 2, parameters: step, keep_parameters: true}}
                    """),
            Map.entry("map", """
                      design: [retrieval, aligned]
                      noise_variance: 1
                      length: [4, 16]
                      alpha: [0, 0.5, 1]
                      rank: {from: 1, to: 4, step: 1}
                    measures: {exact: {}}
                    """),
            Map.entry("training", """
                      design: iid
                      architecture: [attention, h3]
                      noise_variance: 1
                      length: [4, 16]
                      feature_covariance: [identity, {power_law: 1}]
                    measures: {exact: {}, trained: {restarts: 2}}
                    """),
            Map.entry(
                    "agreement", LENGTHS.formatted("iid", "[0, 1]", "feature_covariance: identity") + THEORY + "}\n"));

    private static final String MANY = """
            name: small
            seed: 7
            grid:
              noise_variance: 1
              union:
                - design: [retrieval, aligned]
                  dim: 26
                  length: [10, 20, 40, 80, 160]
                  alpha: {from: 0, to: 0.95, step: 0.05}
                  rank: {from: 1, to: 26, step: 1}
                - design: aligned
                  architecture: h3
                  dim: [4, 5]
                  alpha: [0, 0.5]
                  length: [1, 2, 3, 4]
            measures: {exact: {}, monte_carlo: {}}
            """;

    private FigureTables() {}

    /** Makes the table of a figure in a new folder inside this one. */
    public static ResultTable of(String figure, Path folder) throws IOException {
        assertThat(GRIDS)
                .as("No table of the figure '%s': add a grid to FigureTables", figure)
                .containsKey(figure);
        return of(figure, HEAD + GRIDS.get(figure), folder);
    }

    /** A table of retrieval for two dims, which no figure tells apart. */
    public static ResultTable ofTwoDims(Path folder) throws IOException {
        String head = HEAD.replace("dim: 4", "dim: [4, 5]");
        return of("two", head + ALPHAS.formatted("retrieval") + THEORY + "}\n", folder);
    }

    /** A table of 10,432 results with all the digits that doubles have: half of them are on the map, two at each place of another figure. */
    static ResultTable ofMany(Path folder) throws IOException {
        return of("many", MANY, folder, Math.PI);
    }

    private static ResultTable of(String figure, String yaml, Path folder) throws IOException {
        return of(figure, yaml, folder, 1);
    }

    private static ResultTable of(String figure, String yaml, Path folder, double unit) throws IOException {
        Path file = Files.writeString(folder.resolve(figure + ".yaml"), yaml);
        List<ResultRow> rows = new ArrayList<>();
        Plan.of(SweepFile.load(file, Map.of()), DoneKeys.none())
                .shards(1)
                .forEach(shard -> shard.forEach((cell, measure) -> rows.add(row(cell, measure, rows.size(), unit))));
        ResultTable table = TableFixture.at(folder.resolve(figure));
        TableFixture.publish(table, "small", rows.toArray(ResultRow[]::new));
        return table;
    }

    private static ResultRow row(Cell cell, Measure measure, int number, double unit) {
        Estimate estimate = estimate(cell, measure.kind(), number, unit);
        return new ResultRow(
                TableFixture.provenance("small").run(),
                cell,
                measure,
                Optional.of(estimate),
                Optional.empty(),
                Optional.empty(),
                estimate.restarts(),
                Machine.here(),
                0.25);
    }

    /** Falls with the length; what is not exact is off by parts that depend on the number of the row. */
    private static Estimate estimate(Cell cell, String measure, int number, double unit) {
        double exact = unit * (1 + 16.0 / (4 + cell.question().design().length()) + (number % 8) / 64.0);
        return switch (measure) {
            case "exact" -> Estimate.of(exact, "closed_form").withExplanation(explanation(exact));
            case "paper" -> Estimate.of(exact * 0.875, "approximation");
            case "monte_carlo" -> {
                double risk = exact * (1 + (number % 5 - 2) / 128.0);
                yield Estimate.of(risk, "simulated")
                        .withSampling(Sampling.of(
                                unit * 0.03125,
                                risk - unit * 0.0625,
                                risk + unit * 0.0625,
                                4096L * (1 + number % 3),
                                1))
                        .withStopped("target");
            }
            default -> Estimate.of(exact * 1.015625, "full").withRestarts(restarts(cell, exact * 1.015625));
        };
    }

    private static Explanation explanation(double risk) {
        return new Explanation(
                OptionalDouble.of(8),
                OptionalDouble.of(8 - risk),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
    }

    private static List<Restart> restarts(Cell cell, double risk) {
        int n = cell.question().design().length();
        double[] weights =
                IntStream.range(0, n).mapToDouble(lag -> 2.0 / (2 + lag)).toArray();
        Parameters parameters = new Parameters(List.of(new Tensor("weights", n, 1)), weights);
        return List.of(
                Restart.ok(0, 20, "steps", risk).withParameters(parameters).withCurve(curve(risk)),
                Restart.ok(1, 20, "steps", 2 * risk).withParameters(parameters).withCurve(curve(2 * risk)));
    }

    private static List<CurvePoint> curve(double last) {
        return List.of(CurvePoint.of(0, 8), CurvePoint.of(10, (8 + last) / 2), CurvePoint.of(20, last));
    }
}
