package icl.core.risk;

import static icl.core.simulation.MomentsAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.model.Question;
import icl.core.simulation.Moments;
import icl.core.simulation.MomentsAssert;
import icl.core.simulation.Simulation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every closed form against prompts drawn as the design's definition reads. Simulated is the predictor that the answer reports
 * as the best one, so that its eigenvalues and weights are tested as well as its risk.
 *
 * <p>H0: the mean conditional risk is the closed form. All questions together alarm falsely with probability {@value
 * #FALSE_ALARM}. In each a bias of 1 % is found with probability {@value #POWER}; one of 2 % where the risk is a polynomial of
 * degree six in features that are shared by all examples (retrieval, aligned), since tails are heavy there.
 *
 * <p>{@code -Dsimulation.seed=7} draws other prompts.
 */
class SimulationTest {
    private static final long SEED = Long.getLong("simulation.seed", 20240713);
    private static final double FALSE_ALARM = 1e-6;
    private static final double POWER = 0.999;
    private static final List<Question> QUESTIONS = SimulatedQuestions.all();

    static List<Question> questions() {
        return QUESTIONS;
    }

    @ParameterizedTest
    @MethodSource("questions")
    void closedFormIsTheMeanOfDrawnPrompts(Question question) {
        double exact = RiskFormulas.exact(question).risk();
        check(simulated(question, exact), exact, bias(question));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 24, 46, 57, 69, 79, 90, 106, 110, 124, 133})
    void closedFormThatIsSlightlyOffIsFound(int which) {
        Question question = QUESTIONS.get(which);
        double exact = RiskFormulas.exact(question).risk();
        Moments simulated = simulated(question, exact);
        for (double wrong : List.of(exact * (1 + bias(question)), exact * (1 - bias(question)))) {
            assertThatThrownBy(() -> check(simulated, wrong, bias(question)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("standard errors away");
        }
    }

    private static double bias(Question question) {
        return question.design() instanceof IidDesign || question.design() instanceof DriftDesign ? 0.01 : 0.02;
    }

    private static double falseAlarm() {
        return FALSE_ALARM / QUESTIONS.size();
    }

    private static Moments simulated(Question question, double exact) {
        double enough = exact * MomentsAssert.standardErrorFinding(bias(question), POWER, falseAlarm());
        return Simulation.of(question)
                .until(0.98 * enough, SEED + question.toString().hashCode());
    }

    private static void check(Moments simulated, double exact, double bias) {
        assertThat(simulated).hasMean(exact).withFalseAlarm(falseAlarm()).detecting(bias, POWER);
    }
}
