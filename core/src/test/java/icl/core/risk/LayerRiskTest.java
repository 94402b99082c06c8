package icl.core.risk;

import static icl.core.simulation.MomentsAssert.assertThat;
import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.linalg.Matrix;
import icl.core.linalg.Objective;
import icl.core.linalg.Vector;
import icl.core.model.BilinearForm;
import icl.core.model.Predictor;
import icl.core.risk.layer.LabelEvenRisk;
import icl.core.risk.layer.LayerRisk;
import icl.core.simulation.Ask;
import icl.core.simulation.Differences;
import icl.core.simulation.Layer;
import icl.core.simulation.Moments;
import icl.core.simulation.MomentsAssert;
import icl.core.simulation.RandomCases;
import icl.core.simulation.Simulation;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The risk of layers with a part that is even in the labels. */
class LayerRiskTest {
    private static final double FALSE_ALARM = 1e-6;
    private static final double POWER = 0.999;
    private static final double[][] SKEW = {{1.2, 0.4}, {0.4, 0.7}};
    private static final double[][] TURNED = {{0.5, -0.3}, {-0.3, 1.5}};

    static List<Ask> asks() {
        Ask drift = Ask.drift(2, 3, new TaskCorrelation.RandomWalk(0.6, 0.3)).features(SKEW);
        Ask faded = Ask.drift(2, 4, new TaskCorrelation.Ar1(-0.7)).tasks(TURNED).noise(0);
        Ask independent = Ask.iid(2, 3).features(SKEW).tasks(TURNED);
        return List.of(
                Ask.iid(1, 1).noise(0),
                independent.noise(0.3),
                independent.noise(0.3).overPositions(),
                independent.noise(0, 1, 2, 0.5),
                independent.noise(0, 1, 2, 0.5).overPositions(),
                drift.tasks(TURNED).noise(0, 1, 2, 0.5),
                drift.tasks(TURNED).noise(0, 1, 2, 0.5).overPositions(),
                faded,
                faded.overPositions());
    }

    /** H0: the mean is the closed form. All together alarm falsely with 1e-6; each finds 2 % with probability 0.999. */
    @ParameterizedTest
    @MethodSource("asks")
    void evenPartIsTheMeanOfDrawnPrompts(Ask ask) {
        BilinearForm form = form(ask);
        double exact = even(ask).add(form, empty(ask));
        double alarm = FALSE_ALARM / asks().size();
        Moments drawn = Simulation.ofEvenPart(ask.design(), new Layer(form, ask.loss()))
                .until(0.98 * exact * MomentsAssert.standardErrorFinding(0.02, POWER, alarm), 7);
        assertThat(drawn).hasMean(exact).withFalseAlarm(alarm).detecting(0.02, POWER);
    }

    /**
     * The squared error of the layer has the mean of what its parts have given the features: they are not correlated. Each
     * alarms falsely with probability 1e-6 / 9 and finds 5 % of the risk with probability 0.999.
     */
    @ParameterizedTest
    @MethodSource("asks")
    void partsOfTheErrorAreNotCorrelated(Ask ask) {
        BilinearForm form = form(ask);
        double size = layer(ask).at(form, empty(ask));
        double alarm = FALSE_ALARM / asks().size();
        Moments difference = Simulation.ofParts(ask.design(), new Layer(form, ask.loss()))
                .until(0.98 * size * MomentsAssert.standardErrorFinding(0.05, POWER, alarm), 8);
        Moments shifted = new Moments(difference.count(), difference.mean() + size, difference.squares());
        assertThat(shifted).hasMean(size).withFalseAlarm(alarm).detecting(0.05, POWER);
    }

    @Test
    void evenGradientIsWhatDifferencesApproach() {
        eachLinear(ask -> Forms.objective(ask.design(), even(ask)::add));
    }

    @Test
    void gradientIsWhatDifferencesApproach() {
        eachLinear(ask -> Forms.objective(ask.design(), layer(ask)::at));
    }

    private static void eachLinear(Function<Ask, Objective> risk) {
        always(random -> {
            Ask linear = random.gaussian();
            for (Ask ask : List.of(linear, linear.overPositions())) {
                checkGradient(ask.design(), risk.apply(ask), random);
            }
        });
    }

    @Test
    void gradientWithoutEvenPartIsWhatDifferencesApproach() {
        always(random -> {
            Ask ask = random.any();
            LayerRisk risk = LayerRisk.of(ask.design(), ask.loss(), false).orElseThrow();
            checkGradient(ask.design(), Forms.objective(ask.design(), risk::at), random);
        });
    }

    private static void checkGradient(Design design, Objective risk, RandomCases random) {
        double[] at = Forms.random(design, random.random());
        double[] direction = Forms.random(design, random.random());
        Differences.check(risk, at, direction);
        for (int part = 0; part < 3; part++) {
            Differences.check(risk, at, Forms.only(design, part, direction));
        }
    }

    @Test
    void aStepHasTheExactRiskOfItsPreconditioner() {
        always(random -> {
            Ask ask = random.gaussian();
            int d = ask.design().dim();
            BilinearForm form = Forms.form(ask.design(), Forms.random(ask.design(), random.random()));
            for (int i = 0; i < d; i++) {
                form.matrix()[i * (d + 1) + d] = 0;
                form.vector()[i] = 0;
            }
            Matrix w = Matrix.from(d, d, (i, j) -> form.vector()[d] * form.matrix()[i * (d + 1) + j]);
            Predictor given = new Predictor.Given(w, Optional.of(Vector.of(form.filter())));
            double exact = RiskFormulas.exact(ask.of(given)).risk();
            assertThat(layer(ask).at(form, empty(ask))).isCloseTo(exact, within(1e-11 * exact));
        });
    }

    @Test
    void thereIsNoneWhereTheEvenPartHasNoClosedForm() {
        for (Ask ask : List.of(Ask.retrieval(2, 3, 0.5), Ask.aligned(2, 3, 0.5))) {
            assertThat(LayerRisk.of(ask.design(), ask.loss(), true)).isEmpty();
            assertThat(LayerRisk.of(ask.design(), ask.loss(), false)).isPresent();
            assertThat(LabelEvenRisk.of(ask.design(), ask.loss())).isEmpty();
        }
    }

    private static LabelEvenRisk even(Ask ask) {
        return LabelEvenRisk.of(ask.design(), ask.loss()).orElseThrow();
    }

    private static LayerRisk layer(Ask ask) {
        return LayerRisk.of(ask.design(), ask.loss(), true).orElseThrow();
    }

    private static BilinearForm form(Ask ask) {
        return Forms.form(ask.design(), Forms.random(ask.design(), new SplittableRandom(3)));
    }

    private static BilinearForm empty(Ask ask) {
        return new BilinearForm(ask.design().dim(), ask.design().length());
    }
}
