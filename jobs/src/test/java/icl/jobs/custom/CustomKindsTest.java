package icl.jobs.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.json.CanonicalJson;
import icl.core.kinds.Kinds;
import icl.core.linalg.Matrix;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.prompt.Prompt;
import icl.core.records.Records;
import icl.core.risk.RiskFormulas;
import icl.core.risk.formula.NoClosedForm;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.MonteCarloMeasure;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import icl.jobs.sweep.TrainedMeasure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A user's own design and architecture in sweep files: named, refused, identified and covered like the built-in ones. */
class CustomKindsTest {
    private static final String YAML = """
            name: own
            measures: {exact: {}, paper: {}}
            grid:
              design: [iid, mixture]
              dim: 3
              length: 4
              noise_variance: 0.5
              separation: [0, 2]
              architecture: [attention, averaging]
              decay: [null, 0.5]
            """;

    private static Plan plan(String yaml) {
        return Plan.of(Sweep.of(SweepSource.of("x.yaml", yaml)), DoneKeys.none());
    }

    private static List<Cell> cells(Plan plan) {
        List<Cell> cells = new ArrayList<>();
        plan.shards(1).get(0).forEach((cell, measure) -> cells.add(cell));
        return cells;
    }

    private static Question question(Map<String, Object> design, Object predictor) {
        return Records.read(Question.class, Map.of("design", design, "predictor", predictor));
    }

    private static Map<String, Object> mixture(double separation) {
        return Map.of("kind", "mixture", "dim", 3, "length", 4, "noise_variance", 0.5, "separation", separation);
    }

    @Test
    void theyAreFoundOnTheClassPath() {
        assertThat(Kinds.names(Design.class))
                .containsExactly("aligned", "coin_noise", "drift", "faulty", "iid", "mixture", "retrieval", "sequence");
        assertThat(Kinds.names(Predictor.class)).contains("averaging").doesNotContain("own_predictor");
    }

    @Test
    void theirComponentsAreAxes() {
        Plan plan = plan(YAML);
        // attention: iid once, mixture twice; averaging: the same with each decay
        assertThat(plan.cells()).isEqualTo(3 + 6);
        assertThat(cells(plan))
                .extracting(cell -> cell.question().design())
                .hasAtLeastOneElementOfType(MixtureDesign.class);
    }

    @Test
    void exactCoversWhatAFormulaKnows() {
        Plan plan = plan(YAML);
        assertThat(plan.measures().get(0).todo()).isEqualTo(3);
        assertThat(plan.measures().get(0).notCovered()).isEqualTo(6);
        assertThat(plan.measures().get(1).todo()).isEqualTo(1);
    }

    @Test
    void theirIdentityNeverChanges() {
        Question question = question(mixture(2), "attention");
        assertThat(CanonicalJson.text(question))
                .isEqualTo("{\"design\":{\"dim\":3,\"kind\":\"mixture\",\"length\":4,\"noise_variance\":0.5,"
                        + "\"separation\":2},\"loss\":\"query\",\"predictor\":{\"kind\":\"attention\"}}");
        assertThat(Cell.of(question).id()).isEqualTo("34bc45c57b313befa317ef5ac88bdd0d");
        assertThat(cells(plan(YAML)))
                .extracting(Cell::id)
                .contains(Cell.of(question).id());
    }

    @Test
    void whatTheirConstructorsRefuseIsSaidWithItsPlace() {
        assertThatThrownBy(() -> plan(YAML.replace("[0, 2]", "[0, -2]")))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith(
                        "x.yaml:8: Invalid separation: -2.0 (must be a finite number, at least 0), in the cell"
                                + " design = mixture, ");
        assertThatThrownBy(() -> plan(YAML.replace("separation:", "seperation:")))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("x.yaml:8: Unknown axis: 'seperation' (did you mean 'separation'? ");
        assertThatThrownBy(() -> plan(YAML.replace("0.5]", "1.5]")))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("x.yaml:10: Invalid decay: 1.5 (must be in [0, 1])");
    }

    @Test
    void aFormulaOfTheirOwnIsExact() {
        // one direction of variance 4 in three: M = 4 + 1/2, risk = 1/2 + 4 (4 + M) / (5 * 4 + M)
        double risk = RiskFormulas.exact(question(mixture(2), "attention")).risk();
        assertThat(risk).isCloseTo(0.5 + 4 * 8.5 / 24.5, within(1e-15));
    }

    @Test
    void theOptimumThatAFormulaReportsIsSimulated() {
        MonteCarloMeasure measure =
                Records.read(MonteCarloMeasure.class, Map.of("relative_error", 0.01, "max_prompts", 1_000_000));
        Question question = question(mixture(2), "attention");
        assertThat(measure.covers(question)).isTrue();
        Estimate estimate = measure.estimate(Cell.of(question), 1);
        double error = estimate.sampling().standardError().orElseThrow();
        // H0: the mean is the exact risk. False alarm 1e-6 were it normal; the seed is fixed
        assertThat(estimate.risk())
                .isCloseTo(RiskFormulas.exact(question).risk(), within(4.9 * error))
                .isNotEqualTo(RiskFormulas.exact(question).risk());
        assertThat(estimate.method()).isEqualTo("squared_error");
        assertThat(measure.covers(question(mixture(2), "averaging"))).isFalse();
    }

    /** Examples are exchangeable: the least risk of H3 is that of attention, which has a formula. The fit stays within what it says. */
    @Test
    void withoutAFormulaTheStepIsFittedToPrompts() {
        MonteCarloMeasure measure = Records.read(
                MonteCarloMeasure.class,
                Map.of("relative_error", 0.005, "max_prompts", 1_000_000, "fitting_prompts", 20_000));
        double exact = RiskFormulas.exact(question(mixture(2), "attention")).risk();
        double excess = 5 * (9 + 3) / 20_000.0 * exact;
        for (Object predictor :
                List.of("h3", Map.of("kind", "lora", "rank", 3, "base", mixture(1)), Map.of("kind", "h3", "rank", 1))) {
            Question question = question(mixture(2), predictor); // one direction of tasks: rank 1 is enough
            assertThat(RiskFormulas.isCovered(question)).isFalse();
            assertThat(measure.covers(question)).isTrue();
            Estimate estimate = measure.estimate(Cell.of(question), 1);
            double error = estimate.sampling().standardError().orElseThrow();
            assertThat(estimate.method()).isEqualTo("fitted");
            assertThat(estimate.risk())
                    .as("%s", predictor)
                    .isBetween(exact - 4.9 * error, exact + excess + 4.9 * error);
            assertThat(measure.estimate(Cell.of(question), 1).risk()).isEqualTo(estimate.risk());
            assertThat(measure.estimate(Cell.of(question), 2).risk()).isNotEqualTo(estimate.risk());
        }
    }

    @Test
    void whatCannotBeFittedIsNotCoveredAndSaysWhy() {
        MonteCarloMeasure measure = Records.read(MonteCarloMeasure.class, Map.of());
        Map<String, Object> question = Map.of("design", mixture(2), "predictor", "h3", "loss", "positions");
        Question positions = Records.read(Question.class, question);
        assertThat(measure.covers(positions)).isFalse();
        assertThat(measure.whyNotCovered(positions))
                .isEqualTo(
                        "no optimum to simulate: no closed form is known, and a step is fitted to prompts under loss query");
    }

    @Test
    void theSizeOfTheFitIsPartOfTheIdentityWhereItIsGiven() {
        MonteCarloMeasure plain = Records.read(MonteCarloMeasure.class, Map.of());
        assertThat(Records.read(MonteCarloMeasure.class, Map.of("fitting_prompts", 65_536))
                        .id(1))
                .isEqualTo(plain.id(1))
                .isEqualTo("0ed73dd0739cd041");
        assertThat(Records.read(MonteCarloMeasure.class, Map.of("fitting_prompts", 64))
                        .id(1))
                .isNotEqualTo(plain.id(1));
        assertThatThrownBy(() -> Records.read(MonteCarloMeasure.class, Map.of("fitting_prompts", 63)))
                .isInstanceOf(Invalid.class)
                .hasMessage("fitting_prompts: Invalid fitting_prompts: 63 (must be in 64..4194304)");
    }

    @Test
    void aWholeLayerIsEvaluatedOnPromptsAndAStepExactly() {
        Map<String, Object> settings = Map.of("steps", 20, "batch", 64, "restarts", 1, "parameters", "full");
        Map<String, Object> step = new HashMap<>(settings);
        step.put("parameters", "step");
        Cell cell = Cell.of(question(mixture(2), "attention"));
        assertThat(Records.read(TrainedMeasure.class, settings)
                        .estimate(cell, 1)
                        .method())
                .isEqualTo("simulated");
        assertThat(Records.read(TrainedMeasure.class, step).estimate(cell, 1).method())
                .isEqualTo("exact");
    }

    @Test
    void withoutAFormulaThereIsNoClosedForm() {
        for (Question question : List.of(
                question(mixture(2), "averaging"),
                question(mixture(2), "h3"),
                question(
                        Map.of(
                                "kind",
                                "aligned",
                                "dim",
                                3,
                                "length",
                                4,
                                "noise_variance",
                                0,
                                "alpha",
                                0.5,
                                "task_covariance",
                                Map.of("power_law", 1)),
                        "averaging"))) {
            assertThat(RiskFormulas.isCovered(question)).isFalse();
            assertThat(RiskFormulas.isInPaper(question)).isFalse();
            assertThatThrownBy(() -> RiskFormulas.exact(question))
                    .isInstanceOf(NoClosedForm.class)
                    .hasMessage("No closed form: no formula is known for " + Kinds.of(question.predictor()) + " on "
                            + Kinds.of(question.design()));
        }
    }

    @Test
    void theyCanBeTheBaseOfLora() {
        Map<String, Object> iid = Map.of("kind", "iid", "dim", 3, "length", 4, "noise_variance", 0.5);
        Map<String, Object> alike = new HashMap<>(iid);
        alike.put("task_covariance", Map.of("diagonal", List.of(4, 0, 0)));
        Question own = question(iid, Map.of("kind", "lora", "rank", 1, "base", mixture(2)));
        Question same = question(iid, Map.of("kind", "lora", "rank", 1, "base", alike));
        assertThat(RiskFormulas.isCovered(own)).isTrue();
        assertThat(RiskFormulas.exact(own).risk())
                .isCloseTo(RiskFormulas.exact(same).risk(), within(1e-14));
    }

    @Test
    void whatIsNotSaidOfNoiseAndCovariancesHasADefault() {
        record Silent(int dim, int length) implements CustomDesign {
            @Override
            public Prompt draw(RandomGenerator random) {
                throw new UnsupportedOperationException();
            }
        }
        Silent design = new Silent(2, 3);
        assertThat(design.noiseVariance().at(3)).isZero();
        assertThat(design.featureCovariance()).isEqualTo(Covariance.identity());
        assertThat(design.taskCovariance()).isEqualTo(Covariance.identity());
        assertThat(design.isIsotropic()).isFalse();
    }

    @Test
    void averagesOverPositionsNeedADesignThatSaysSo() {
        record Silent(int dim, int length) implements CustomDesign {
            @Override
            public Prompt draw(RandomGenerator random) {
                throw new UnsupportedOperationException();
            }
        }
        TrainedMeasure trained = Records.read(TrainedMeasure.class, Map.of());
        MonteCarloMeasure simulated = Records.read(MonteCarloMeasure.class, Map.of());
        for (Loss loss : Loss.values()) {
            Question silent = new Question(new Silent(3, 4), new Predictor.Attention(Optional.empty()), loss);
            assertThat(trained.covers(silent)).isEqualTo(loss == Loss.QUERY);
            Question given = new Question(
                    silent.design(),
                    new Predictor.Given(Matrix.from(3, 3, (i, j) -> i == j ? 0.1 : 0), Optional.empty()),
                    loss);
            assertThat(simulated.covers(given)).isEqualTo(loss == Loss.QUERY);
            Question mixture = new Question(question(mixture(2), "attention").design(), silent.predictor(), loss);
            assertThat(trained.covers(mixture)).isTrue();
        }
    }

    @Test
    void promptsAreDrawnAndPredicted() {
        MixtureDesign design = (MixtureDesign) question(mixture(2), "averaging").design();
        var prompt = design.draw(new SplittableRandom(1));
        assertThat(prompt.length()).isEqualTo(4);
        AveragingPredictor predictor =
                (AveragingPredictor) question(mixture(2), "averaging").predictor();
        var model = predictor.model(design);
        double[] gradient = new double[model.size()];
        model.addGradient(new double[] {0.5}, prompt, 4, 2, gradient);
        assertThat(gradient[0] * 0.25)
                .isCloseTo(model.predict(new double[] {0.5}, prompt, 4), within(1e-12))
                .isNotZero();
    }
}
