package icl.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Profile;
import icl.core.design.Design;
import icl.core.design.Units;
import icl.core.kinds.Kinds;
import icl.core.linalg.Matrix;
import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.random.StreamKey;
import icl.core.records.Samples;
import icl.core.risk.RiskFormulas;
import icl.core.risk.formula.Answer;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulate.SimulatedRisk;
import icl.core.simulation.Dense;
import icl.core.simulation.RandomCases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every predictor on every design under every loss, trained there or on another law: at most one formula answers, or a
 * reason is said; the answer is the mean of prompts; and risks are ordered as the sets of steps are.
 */
class EveryQuestionTest {
    private static final double ROUNDING = 1e-12;
    private static final StreamKey STREAM = StreamKey.of(20261130).child("every question");

    /**
     * Errors of a side. One true mean in a million is farther away at some 2000 questions; a risk that is wrong by 10 % is found with
     * probability 0.999, since standard errors are 1 %.
     */
    private static final double BOUND = 6.5;

    /** Sums of squares in single precision are right within this part of them. */
    private static final double SINGLE_PRECISION = 1e-5;

    private static final Precision PRECISION = new Precision(OptionalDouble.of(0.01), OptionalDouble.empty(), 1 << 21);

    static List<Design> designs() {
        return Samples.of(Design.class);
    }

    private static List<Predictor> predictors() {
        return Samples.of(Predictor.class);
    }

    /** Every question about a design, each once on the law of the first sample of the table as well. */
    private static List<Question> questions(Design design) {
        Design other = Samples.with(designs().get(0), "noise_variance", Profile.common(1));
        List<Question> questions = new ArrayList<>();
        for (Predictor predictor : predictors()) {
            for (Loss loss : Loss.values()) {
                questions.add(new Question(design, predictor, loss));
                questions.add(new Question(design, predictor, loss, Optional.of(other)));
            }
        }
        return questions.stream().distinct().toList();
    }

    private static Optional<Optimum> answered(Question question) {
        return RiskFormulas.answer(question) instanceof Optimum optimum ? Optional.of(optimum) : Optional.empty();
    }

    private static Optional<Optimum> answered(Design design, Predictor predictor, Loss loss) {
        return answered(new Question(design, predictor, loss));
    }

    /** Two formulas for one question are refused by an exception, whatever the question. */
    @ParameterizedTest
    @MethodSource("designs")
    void oneFormulaAnswersOrAReasonIsSaid(Design design) {
        for (Question question : questions(design)) {
            Answer answer = RiskFormulas.answer(question);
            if (answer instanceof Answer.Refusal refusal) {
                assertThat(refusal.reason())
                        .as("%s", question)
                        .hasSizeGreaterThan(20)
                        .doesNotContain("\n");
            } else {
                Optimum optimum = (Optimum) answer;
                assertThat(RiskFormulas.isCovered(question)).as("%s", question).isTrue();
                assertThat(optimum.risk())
                        .as("%s", question)
                        .isBetween(noise(question) * (1 - ROUNDING), Double.MAX_VALUE);
                assertThat(optimum.zeroRisk() - optimum.gain())
                        .as("%s", question)
                        .isCloseTo(optimum.risk(), within(ROUNDING * (optimum.risk() + optimum.zeroRisk())));
                if (question.trainedOn().isEmpty() && isChosen(question.predictor())) {
                    assertThat(optimum.gain()).as("%s", question).isNotNegative();
                }
            }
        }
    }

    private static double noise(Question question) {
        Design design = question.design();
        int n = design.length();
        if (question.loss() == Loss.QUERY) {
            return design.noiseVariance().at(n);
        }
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            sum += design.noiseVariance().at(i);
        }
        return sum / (n + 1);
    }

    /** Whether zero is among what the predictor may choose. */
    private static boolean isChosen(Predictor predictor) {
        return predictor
                .steps()
                .map(steps -> steps.preconditioners() instanceof PreconditionerSet.RankAtMost)
                .orElse(true);
    }

    @ParameterizedTest
    @MethodSource("designs")
    void theAnswerIsTheMeanOfPrompts(Design design) {
        for (Question question : questions(design)) {
            Optional<Optimum> exact = answered(question);
            Optional<SimulatedRisk> simulated = exact.flatMap(optimum -> simulated(question, optimum));
            simulated.ifPresent(risk -> {
                double truth = exact.get().risk();
                double z = risk.errors().atLeast(SINGLE_PRECISION * truth).z(risk.risk(), truth);
                assertThat(Math.abs(z))
                        .as("%s: %s, exact %s", question, risk, truth)
                        .isLessThan(BOUND);
            });
        }
    }

    private static Optional<SimulatedRisk> simulated(Question question, Optimum optimum) {
        Design design = question.design();
        StreamKey stream = STREAM.child(question.toString());
        if (!design.squaredErrorsHaveVariance()
                || (question.loss() == Loss.POSITIONS && !design.prefixesArePrompts())) {
            return Optional.empty();
        }
        if (question.predictor().steps().isPresent()) {
            return step(optimum).map(step -> MonteCarlo.risk(design, step, question.loss(), stream, PRECISION, 0.95));
        }
        return RiskFormulas.estimator(question)
                .filter(source -> question.loss() == Loss.QUERY)
                .map(source -> MonteCarlo.risk(design, source.get(), stream, PRECISION, 0.95));
    }

    private static Optional<Predictor.Given> step(Optimum optimum) {
        try {
            return Optional.of(optimum.predictor());
        } catch (NoClosedForm e) {
            return Optional.empty();
        }
    }

    /** Filters by channel are no step; they are held against references and against what contains and is contained. */
    @Test
    void theOptimumOfEveryPredictorCanBeSimulatedOnSomeDesign() {
        Set<String> missing = new TreeSet<>(Kinds.names(Predictor.class));
        Set<String> seen = new HashSet<>();
        for (Design design : designs()) {
            for (Predictor predictor : predictors()) {
                Question question = new Question(design, predictor, Loss.QUERY);
                boolean isSimulated = answered(question)
                        .filter(optimum -> predictor.steps().isPresent()
                                ? step(optimum).isPresent()
                                : RiskFormulas.estimator(question).isPresent())
                        .isPresent();
                boolean isByChannel = predictor
                        .steps()
                        .filter(steps -> steps.weights() instanceof WeightSet.PerChannel)
                        .isPresent();
                if (isSimulated || isByChannel) {
                    missing.remove(Kinds.of(predictor));
                    seen.add(Kinds.of(design));
                }
            }
        }
        assertThat(missing)
                .as("predictors whose optimum is simulated on no sample of a design")
                .isEmpty();
        assertThat(seen)
                .as("designs on which an optimum is simulated")
                .containsExactlyInAnyOrderElementsOf(Kinds.names(Design.class));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void riskFallsWithTheRank(Design design) {
        for (Predictor predictor : predictors()) {
            if (Samples.has(predictor, "rank")) {
                for (Loss loss : Loss.values()) {
                    double before = Double.MAX_VALUE;
                    for (int rank = 0; rank <= design.dim(); rank++) {
                        Optional<Optimum> risk = answered(design, atRank(predictor, rank), loss);
                        if (risk.isPresent()) {
                            assertThat(risk.get().risk())
                                    .as("%s at rank %d on %s, %s", predictor, rank, design, loss)
                                    .isLessThanOrEqualTo(
                                            before + ROUNDING * risk.get().zeroRisk());
                            before = risk.get().risk();
                        }
                    }
                }
            }
        }
    }

    private static Predictor atRank(Predictor predictor, int rank) {
        return Samples.with(predictor, "rank", predictor instanceof Predictor.Lora ? rank : Optional.of(rank));
    }

    /** Noise adds a square to the error of every step, so that it raises the least one too. */
    @ParameterizedTest
    @MethodSource("designs")
    void riskRisesWithTheNoise(Design design) {
        Profile more = new Profile(design.noiseVariance().values().map(v -> 1.5 * v + 0.1));
        Design noisier = Samples.with(design, "noise_variance", more);
        for (Predictor predictor : predictors()) {
            if (predictor.steps().isPresent()) {
                for (Loss loss : Loss.values()) {
                    Optional<Optimum> less = answered(design, predictor, loss);
                    less.ifPresent(risk -> assertThat(answered(noisier, predictor, loss)
                                    .orElseThrow()
                                    .risk())
                            .as("%s on %s, %s", predictor, design, loss)
                            .isGreaterThan(risk.risk()));
                }
            }
        }
    }

    /** What may choose among more steps has no larger risk. */
    @ParameterizedTest
    @MethodSource("designs")
    void whoChoosesAmongMoreStepsIsNotWorse(Design design) {
        for (Loss loss : Loss.values()) {
            for (Predictor one : predictors()) {
                for (Predictor other : predictors()) {
                    if (contains(one, other)) {
                        Optional<Optimum> wide = answered(design, one, loss);
                        Optional<Optimum> narrow = answered(design, other, loss);
                        if (wide.isPresent() && narrow.isPresent()) {
                            assertThat(wide.get().risk())
                                    .as("%s and %s on %s, %s", one, other, design, loss)
                                    .isLessThanOrEqualTo(narrow.get().risk()
                                            + ROUNDING * narrow.get().zeroRisk());
                        }
                    }
                }
            }
        }
    }

    /** Whether the steps of one include those of the other: every W, and weights that include the other's. */
    private static boolean contains(Predictor one, Predictor other) {
        if (one.steps().isEmpty() || other.steps().isEmpty()) {
            return false;
        }
        StepSet wide = one.steps().get();
        StepSet narrow = other.steps().get();
        boolean anyPreconditioner = wide.preconditioners() instanceof PreconditionerSet.RankAtMost all
                && all.rank().isEmpty();
        return anyPreconditioner && breadth(wide.weights()) > breadth(narrow.weights());
    }

    private static int breadth(WeightSet weights) {
        return weights.isFixed() ? 0 : weights instanceof WeightSet.Free ? 1 : 2;
    }

    @ParameterizedTest
    @MethodSource("designs")
    void riskIsInUnitsOfALabelSquared(Design design) {
        Design there = design.inUnits(new Units(4, 8));
        for (Predictor predictor : predictors()) {
            if (isChosen(predictor)) {
                for (Loss loss : Loss.values()) {
                    Optional<Optimum> here = answered(design, predictor, loss);
                    Optional<Optimum> scaled = answered(there, predictor, loss);
                    assertThat(scaled.isPresent())
                            .as("%s on %s", predictor, there)
                            .isEqualTo(here.isPresent());
                    here.ifPresent(risk -> assertThat(Math.scalb(scaled.get().risk(), 8))
                            .as("%s on %s, %s", predictor, design, loss)
                            .isCloseTo(risk.risk(), within(ROUNDING * risk.zeroRisk())));
                }
            }
        }
    }

    /** A design that says it is isotropic has the same risk for every rotation of a preconditioner. */
    @ParameterizedTest
    @MethodSource("designs")
    void rotationsChangeNothingWhereTheDesignIsIsotropic(Design design) {
        if (!design.isIsotropic()) {
            return;
        }
        RandomCases.always(random -> {
            double[][] q = random.rotation(design.dim());
            double[][] w = random.matrix(design.dim(), design.dim());
            double[][] turned = Dense.times(Dense.times(q, w), Dense.transposed(q));
            for (Loss loss : Loss.values()) {
                Optional<Optimum> one = answered(design, given(w), loss);
                one.ifPresent(risk -> assertThat(answered(design, given(turned), loss)
                                .orElseThrow()
                                .risk())
                        .isCloseTo(risk.risk(), within(1e-11 * (risk.risk() + risk.zeroRisk()))));
            }
        });
    }

    private static Predictor given(double[][] w) {
        return new Predictor.Given(Matrix.of(w), Optional.empty());
    }
}
