package icl.jobs.cli;

import icl.core.check.Require;
import icl.core.model.Question;
import icl.core.records.Records;
import icl.core.risk.RiskFormulas;
import icl.core.risk.formula.Optimum;
import icl.core.risk.paper.PaperRisk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A question with its exact risk and, if the paper has one, the formula of the paper. */
record RiskAnswer(Question question, Optimum exact, Optional<PaperRisk> paper) {
    /** Throws {@link icl.core.risk.formula.NoClosedForm} where there is no exact risk. */
    static RiskAnswer to(Question question) {
        return new RiskAnswer(question, exact(question), RiskFormulas.paper(question));
    }

    /** The exact risk; {@link icl.core.check.Invalid} when it, or what it is made of, is beyond double precision. */
    static Optimum exact(Question question) {
        Optimum risk = RiskFormulas.exact(question);
        Require.finite("risk", risk.risk());
        return risk;
    }

    /** As a plain tree: the question, what is known of the exact risk beside it, and those of the paper's form below it. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("question", Records.write(question));
        tree.putAll(exact.facts());
        paper.ifPresent(risk -> tree.put("paper", Records.write(risk)));
        return tree;
    }
}
