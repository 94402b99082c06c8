package icl.jobs.sweep;

import icl.core.kinds.Kind;
import icl.core.kinds.Kinds;
import icl.core.model.Question;
import icl.core.risk.RiskFormulas;
import icl.core.risk.paper.PaperRisk;

/** {@code paper}: the paper's form of the risk, an approximation or a bound, on the questions for which it has one. */
@Kind("paper")
public record PaperMeasure() implements Measure {
    @Override
    public boolean covers(Question question) {
        return RiskFormulas.isInPaper(question);
    }

    @Override
    public Estimate estimate(Cell cell, long seed) {
        PaperRisk risk = RiskFormulas.paper(cell.question()).orElseThrow();
        return Estimate.of(risk.risk(), Kinds.of(risk.kind()))
                .withExplanation(Explanation.of(risk.zeroRisk(), risk.zeroRisk() - risk.risk()));
    }

    @Override
    public double cost(Question question) {
        return 2e-6 + 1e-8 * question.design().dim();
    }

    @Override
    public int version() {
        return 2;
    }
}
