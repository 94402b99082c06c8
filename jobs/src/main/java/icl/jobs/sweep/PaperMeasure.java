package icl.jobs.sweep;

import icl.core.kinds.Kind;
import icl.core.kinds.Kinds;
import icl.core.model.Loss;
import icl.core.model.Question;
import icl.core.risk.RiskFormulas;
import icl.core.risk.paper.PaperRisk;
import java.util.Map;

/** {@code paper}: the paper's form of the risk, an approximation or a bound, on the questions for which it has one. */
@Kind("paper")
public record PaperMeasure() implements Measure {
    private static final String ISOTROPIC = "full-rank attention and h3, identity covariances, one alpha, one noise";

    /** What the paper's forms are for, by the kind of the design. */
    private static final Map<String, String> DOMAINS = Map.of(
            "iid", "attention, h3 and diagonal lora, one noise",
            "retrieval", ISOTROPIC,
            "aligned", ISOTROPIC);

    @Override
    public boolean covers(Question question) {
        return RiskFormulas.isInPaper(question);
    }

    @Override
    public String whyNotCovered(Question question) {
        if (question.loss() != Loss.QUERY || question.trainedOn().isPresent()) {
            return "the paper's forms are for loss query, trained and tested on one law";
        }
        String domain = DOMAINS.get(Kinds.of(question.design()));
        return domain == null ? "the paper has no form on this design" : "the paper's form is for " + domain;
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
