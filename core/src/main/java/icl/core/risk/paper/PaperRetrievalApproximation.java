package icl.core.risk.paper;

import icl.core.design.RetrievalDesign;
import icl.core.model.Question;

/**
 * The paper's approximate risk on retrieval-augmented prompts for weak correlation, a = O(1/sqrt d): \( d + s^2 -
 * \kappa nd / (\kappa n + d + s^2) \), \( \kappa = a^2d + 1 \).
 *
 * <p>Holds in the limit of many features, with a relative error O(1/d). It lies below the exact risk except for very
 * few and strongly correlated examples. At fixed a it tends to s^2 as n grows, where the exact risk keeps an excess
 * (2d/(d+4) at a = 1). Symbols: a = alpha, d = dim, n = length, s^2 = noise variance. Unit: label squared. Domain: full
 * rank, identity covariances.
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, retrieval augmentation;
 *     docs/formulas.md, section 9
 */
public final class PaperRetrievalApproximation implements PaperForm {

    @Override
    public boolean covers(Question question) {
        return PaperForm.isPlain(question)
                && PaperForm.isFullRank(question)
                && question.design() instanceof RetrievalDesign design
                && design.isIsotropic()
                && design.alpha().isCommon()
                && design.noiseVariance().isCommon();
    }

    @Override
    public PaperRisk answer(Question question) {
        RetrievalDesign design = (RetrievalDesign) question.design();
        double a = design.alpha().at(0);
        double d = design.dim();
        double m = d + design.noiseVariance().at(0);
        double kappa = a * a * d + 1;
        double signal = kappa * design.length();
        return new PaperRisk(m - signal * d / (signal + m), m, PaperRisk.Relation.APPROXIMATION);
    }
}
