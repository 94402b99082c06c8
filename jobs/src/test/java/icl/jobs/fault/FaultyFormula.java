package icl.jobs.fault;

import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import java.util.Optional;
import java.util.SplittableRandom;

/** Given predictors on a faulty design have a faulty risk. */
public final class FaultyFormula implements RiskFormula {
    @Override
    public boolean covers(Question question) {
        return question.design() instanceof FaultyDesign && question.predictor() instanceof Predictor.Given;
    }

    @Override
    public Optimum optimum(Question question, Optional<StepSet> steps) {
        double risk = ((FaultyDesign) question.design()).fault().in(1, new SplittableRandom(1));
        return Optimum.of(risk, 1, 0, 1, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
