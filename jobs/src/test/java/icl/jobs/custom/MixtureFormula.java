package icl.jobs.custom;

import icl.core.covariance.Covariance;
import icl.core.design.IidDesign;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.risk.RiskFormulas;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import java.util.Optional;

/** Attention and given predictors on a mixture: the risk of what is linear in the task depends on the task's second moments only. */
public final class MixtureFormula implements RiskFormula {
    @Override
    public boolean covers(Question question) {
        Predictor predictor = question.predictor();
        return question.design() instanceof MixtureDesign
                && (predictor instanceof Predictor.Attention || predictor instanceof Predictor.Given);
    }

    @Override
    public Optimum optimum(Question question, Optional<StepSet> steps) {
        MixtureDesign design = (MixtureDesign) question.design();
        double variance = design.separation() * design.separation();
        Covariance tasks = new Covariance.Diagonal(Vector.from(design.dim(), i -> i == 0 ? variance : 0));
        return RiskFormulas.exact(new Question(
                new IidDesign(design.dim(), design.length(), design.noiseVariance(), Covariance.identity(), tasks),
                question.predictor(),
                question.loss()));
    }
}
