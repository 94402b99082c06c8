package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.model.Question;
import icl.core.risk.formula.Optimum;
import org.assertj.core.data.Offset;

/** Two questions with one answer. */
final class Same {
    private Same() {}

    /** Tolerance relative to the larger of risk and zero risk. */
    static void risk(Question one, Question other, double tolerance) {
        Optimum a = RiskFormulas.exact(one);
        Optimum b = RiskFormulas.exact(other);
        Offset<Double> near = within(tolerance * Math.max(b.risk(), b.zeroRisk()));
        assertThat(a.risk()).as("risk of %s and %s", one, other).isCloseTo(b.risk(), near);
        assertThat(a.zeroRisk()).as("zero risk of %s and %s", one, other).isCloseTo(b.zeroRisk(), near);
        assertThat(a.gain()).as("gain of %s and %s", one, other).isCloseTo(b.gain(), near);
    }
}
