package icl.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.simulation.Ask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Predictors are checked against the design they are asked about, and say nothing that is understood. */
class PredictorTest {
    private static final Ask ASK = Ask.iid(2, 3);

    @Test
    void rankAboveDimIsRefused() {
        invalid(() -> ASK.attention(3), "Invalid rank: 3 (must be in 0..dim = 0..2)");
        invalid(() -> ASK.h3(-1), "Invalid rank: -1 (must be in 0..dim = 0..2)");
        invalid(() -> ASK.weightedAtRank(3, 1, 2, 3), "Invalid rank: 3 (must be in 0..dim = 0..2)");
        invalid(() -> ASK.lora(3, ASK), "Invalid rank: 3 (must be in 0..dim = 0..2)");
    }

    @Test
    void weightsAreOneForEachExample() {
        String message = "Invalid weights: 2 numbers (must be length = 3 numbers)";
        invalid(() -> ASK.weighted(1, 2), message);
        invalid(() -> ASK.given(new double[2][2], 1, 2), message);
        invalid(() -> ASK.weighted(1, Double.NaN, 2), "Invalid weights[1]: NaN (must be a finite number)");
    }

    @Test
    void preconditionerIsAsLargeAsTheFeatures() {
        invalid(() -> ASK.given(new double[2][3]), "Invalid preconditioner: a 2x3 matrix (must be 2x2, since dim = 2)");
        invalid(
                () -> ASK.given(new double[][] {{1, 0}, {0, Double.NEGATIVE_INFINITY}}),
                "Invalid preconditioner: -Infinity (must be a finite number)");
    }

    @Test
    void baseHasTheSameFeatures() {
        invalid(() -> ASK.lora(1, Ask.iid(3, 3)), "Invalid base dim: 3 (must be the dim of the design, 2)");
    }

    private static void invalid(ThrowingCallable question, String message) {
        assertThatThrownBy(question).isInstanceOf(Invalid.class).hasMessage(message);
    }

    @Test
    void rankThatBindsNothingIsNotNamed() {
        assertThat(ASK.attention(2)).isEqualTo(ASK.attention());
        assertThat(ASK.h3(2)).isEqualTo(ASK.h3());
        assertThat(ASK.weightedAtRank(2, 1, 2, 3)).isEqualTo(ASK.weighted(1, 2, 3));
        assertThat(ASK.attention(1)).isNotEqualTo(ASK.attention());
    }

    @Test
    void weightsThatAreOneAreNotNamed() {
        double[][] w = {{1, 2}, {3, 4}};
        assertThat(ASK.given(w, 1, 1, 1)).isEqualTo(ASK.given(w));
        assertThat(ASK.given(w, 1, 1, 2)).isNotEqualTo(ASK.given(w));
    }
}
