package icl.core.risk;

import java.util.Optional;

/** An exact risk, or an approximation that says so in its name, for the questions it covers. Stateless. */
interface RiskFormula {
    /** The answer, or empty where another formula is meant. Throws {@link NoClosedForm} where this one should and cannot. */
    Optional<Risk> answer(Question question);
}
