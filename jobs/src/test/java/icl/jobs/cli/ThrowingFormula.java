package icl.jobs.cli;

import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import icl.jobs.custom.MixtureDesign;
import java.util.Optional;

/** A formula of H3 on the test's mixtures that throws what their separation says. */
public final class ThrowingFormula implements RiskFormula {
    @Override
    public boolean covers(Question question) {
        return question.design() instanceof MixtureDesign && question.predictor() instanceof Predictor.H3;
    }

    @Override
    public Optimum optimum(Question question, Optional<StepSet> steps) {
        switch ((int) ((MixtureDesign) question.design()).separation()) {
            case 1 -> throw new AssertionError("no \u202e\n such thing");
            case 2 -> deeper(0);
            case 3 -> throw new OutOfMemoryError("of its own");
            case 4 -> throw new NoClassDefFoundError("a/b/C");
            case 5 -> throw new Wordless();
            default -> {}
        }
        throw new NoClosedForm("none");
    }

    private static int deeper(int level) {
        return level < 0 ? 0 : 1 + deeper(level + 1);
    }

    /** An exception that cannot say what it is. */
    private static final class Wordless extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("words fail");
        }
    }
}
