package icl.jobs.sweep;

import icl.core.naming.Kind;
import icl.core.risk.Question;
import icl.core.risk.RiskFormulas;

/** {@code paper}: the paper's form of the risk, an approximation or a bound, on the questions for which it has one. */
@Kind("paper")
public record PaperMeasure() implements Measure {
    @Override
    public boolean covers(Question question) {
        return RiskFormulas.paper(question).isPresent();
    }

    @Override
    public Estimate estimate(Question question, long seed) {
        return Estimate.of(RiskFormulas.paper(question).orElseThrow());
    }

    @Override
    public double cost(Question question) {
        return 1e-6 + 1e-8 * question.design().dim();
    }

    @Override
    public int version() {
        return 1;
    }
}
