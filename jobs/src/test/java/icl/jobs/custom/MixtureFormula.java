package icl.jobs.custom;

import icl.core.covariance.Covariance;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import icl.core.risk.CustomFormula;
import icl.core.risk.Question;
import icl.core.risk.Risk;
import icl.core.risk.RiskFormulas;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/** Attention and given predictors on a mixture: the risk of what is linear in the task depends on the task's second moments only. */
public final class MixtureFormula implements CustomFormula {
    @Override
    public boolean covers(Question question) {
        Predictor predictor = question.predictor();
        return question.design() instanceof MixtureDesign
                && (predictor instanceof Predictor.Attention || predictor instanceof Predictor.Given);
    }

    @Override
    public Optional<Risk> answer(Question question) {
        MixtureDesign design = (MixtureDesign) question.design();
        double variance = design.separation() * design.separation();
        Covariance tasks = new Covariance.Diagonal(Vector.from(design.dim(), i -> i == 0 ? variance : 0));
        return Optional.of(RiskFormulas.exact(new Question(
                new IidDesign(design.dim(), design.length(), design.noiseVariance(), Covariance.identity(), tasks),
                question.predictor(),
                question.loss())));
    }

    @Override
    public Optional<DD[]> attentionScales(Design design) {
        return design instanceof MixtureDesign mixture ? Optional.of(scales(mixture)) : Optional.empty();
    }

    private static DD[] scales(MixtureDesign design) {
        DD[] scales = new DD[design.dim()];
        Arrays.fill(scales, DD.ZERO);
        double variance = design.separation() * design.separation();
        scales[0] = DD.of(variance)
                .divide((design.length() + 2) * variance
                        + design.noiseVariance().at(0));
        return scales;
    }
}
