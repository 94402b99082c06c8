package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.design.IidDesign;
import icl.core.linalg.Objective;
import icl.core.model.LinearInQuery;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.prompt.PromptSource;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.train.BatchLoss;
import icl.core.train.BatchLosses;
import icl.core.train.PromptLoss;
import icl.core.train.Sampler;
import icl.jobs.SharedSpark;
import icl.jobs.custom.CoinNoiseDesign;
import icl.jobs.custom.TwoStepsPredictor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A design and an estimator that is not bilinear, complete and from outside, through the door that a user has: they are swept, answered
 * exactly, simulated, trained, queried, verified and drawn beside the built-in ones.
 */
class CompleteKindsTest {
    /** Two-sided 2e-7 for each of six risks were they normal; a bias of 10 % is found with probability 0.99. */
    private static final double ERRORS = 5.2;

    private static final CoinNoiseDesign DESIGN = new CoinNoiseDesign(3, 12, Profile.common(0.5));

    private static final String YAML = """
            name: complete
            seed: 3
            grid:
              design: coin_noise
              dim: 3
              length: [4, 12]
              noise_variance: 0.5
              architecture: [attention, h3, two_steps]
            measures:
              exact: {}
              monte_carlo: {relative_error: 0.02}
              trained: {parameters: step, steps: 400, batch: 128, restarts: 2, learning_rate: 0.02, keep_parameters: true}
            """;

    @TempDir
    private static Path folder;

    private static String out;

    @BeforeAll
    static void sweep() throws Exception {
        SharedSpark.session();
        Path file = Files.writeString(folder.resolve("complete.yaml"), YAML);
        out = folder.resolve("out").toString();
        Cli.Result sweep = icl("sweep", file.toString(), "--out", out);
        assertThat(sweep.code()).as(sweep.err()).isZero();
    }

    private static List<String> csv(String sql) {
        Cli.Result answer = icl("query", out, sql, "--format", "csv");
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out().lines().skip(1).toList();
    }

    private static Map<String, double[]> rows(String measure) {
        Map<String, double[]> rows = new HashMap<>();
        for (String line :
                csv("SELECT concat(architecture, ' ', length), risk, coalesce(standard_error, 0) FROM results"
                        + " WHERE design = 'coin_noise' AND measure = '" + measure + "'")) {
            String[] fields = line.split(",", -1);
            rows.put(fields[0], new double[] {Double.parseDouble(fields[1]), Double.parseDouble(fields[2])});
        }
        return rows;
    }

    @Test
    void everyCellHasEveryMeasure() {
        for (String measure : List.of("exact", "monte_carlo", "trained")) {
            assertThat(rows(measure)).as(measure).hasSize(6);
        }
        assertThat(csv("SELECT * FROM errors")).isEmpty();
    }

    /** A step sees of the noise no more than its variance. */
    @Test
    void momentsMakeStepsExact() {
        Map<String, double[]> exact = rows("exact");
        for (int length : new int[] {4, 12}) {
            IidDesign iid = new IidDesign(3, length, Profile.common(0.5), Covariance.identity(), Covariance.identity());
            double least = RiskFormulas.exact(new Question(iid, new Predictor.Attention(Optional.empty()), Loss.QUERY))
                    .risk();
            assertThat(exact.get("attention " + length)[0]).isCloseTo(least, within(1e-13));
            assertThat(exact.get("h3 " + length)[0]).isCloseTo(least, within(1e-13));
            assertThat(exact.get("two_steps " + length)[0]).isLessThan(0.99 * least);
        }
    }

    @Test
    void simulatedRisksAreTheExactOnes() {
        Map<String, double[]> exact = rows("exact");
        rows("monte_carlo")
                .forEach((cell, simulated) -> assertThat(simulated[0])
                        .as(cell)
                        .isNotEqualTo(exact.get(cell)[0])
                        .isCloseTo(exact.get(cell)[0], within(ERRORS * simulated[1])));
        assertThat(csv("SELECT DISTINCT method FROM results WHERE measure = 'monte_carlo'"))
                .containsExactly("squared_error");
    }

    @Test
    void trainingReachesTheOptimum() {
        Map<String, double[]> exact = rows("exact");
        rows("trained")
                .forEach((cell, trained) -> assertThat(trained[0])
                        .as(cell)
                        .isBetween(exact.get(cell)[0] * (1 - 1e-12), exact.get(cell)[0] * 1.05));
        assertThat(csv("SELECT DISTINCT method FROM results WHERE measure = 'trained'"))
                .containsExactly("exact");
    }

    @Test
    void itIsQueriedVerifiedAndDrawn() throws Exception {
        assertThat(csv("@gap")).hasSize(3).anyMatch(line -> line.startsWith("coin_noise,two_steps,query,2,"));
        Cli.Result verify = icl("verify", out);
        assertThat(verify.code()).as(verify.out()).isZero();
        for (String figure : List.of("training", "agreement")) {
            Path file = folder.resolve(figure + ".svg");
            Cli.Result drawn = icl("figure", figure, out, "--out", file.toString());
            assertThat(drawn.code()).as(drawn.err()).isZero();
            assertThat(Files.readString(file)).startsWith("<svg ").contains("Sweep complete; seed 3");
        }
        Path data = folder.resolve("training.csv");
        assertThat(icl("figure", "training", out, "--format", "csv", "--out", data.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(data)).contains("\n\"length 12, two_steps\",");
    }

    @Test
    void itsGradientIsTheSlopeOfItsLossAndItsLanesComputeTheSame() {
        LinearInQuery model = new TwoStepsPredictor().model(DESIGN);
        StreamKey stream = StreamKey.of(5);
        Objective single = loss(new PromptLoss(model, Loss.QUERY, new PromptSource(DESIGN.whole(), stream)));
        Objective lanes = loss(BatchLosses.of(model, DESIGN, Loss.QUERY, Sampler.FEATURES, stream));
        double step = 1.0 / 1024;
        for (double s : new double[] {-0.5, 0.1, 0.7, 1.5}) {
            double[] gradient = new double[1];
            double value = single.at(new double[] {s}, gradient);
            double above = single.at(new double[] {s + step}, new double[1]);
            double below = single.at(new double[] {s - step}, new double[1]);
            assertThat((above - below) / 2 / step).isCloseTo(gradient[0], within(1e-4 * (1 + value)));
            double[] other = new double[1];
            assertThat(lanes.at(new double[] {s}, other)).isCloseTo(value, within(1e-5 * (1 + value)));
            assertThat(other[0]).isCloseTo(gradient[0], within(1e-5 * (1 + Math.abs(gradient[0]))));
        }
    }

    private static Objective loss(BatchLoss loss) {
        return (parameters, gradient) -> loss.at(parameters, 0, 64, gradient);
    }
}
