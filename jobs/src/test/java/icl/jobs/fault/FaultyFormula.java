package icl.jobs.fault;

import icl.core.model.Predictor;
import icl.core.risk.CustomFormula;
import icl.core.risk.Question;
import icl.core.risk.Risk;
import java.util.Optional;
import java.util.SplittableRandom;

/** Given predictors on a faulty design have a faulty risk. */
public final class FaultyFormula implements CustomFormula {
    @Override
    public boolean covers(Question question) {
        return question.design() instanceof FaultyDesign && question.predictor() instanceof Predictor.Given;
    }

    @Override
    public Optional<Risk> answer(Question question) {
        double risk = ((FaultyDesign) question.design()).fault().in(1, new SplittableRandom(1));
        return Optional.of(
                new Risk(risk, 1, 0, 1, Optional.empty(), Optional.empty(), Optional.empty(), Risk.Method.CLOSED_FORM));
    }
}
