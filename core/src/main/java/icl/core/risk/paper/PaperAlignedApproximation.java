package icl.core.risk.paper;

import icl.core.design.AlignedDesign;
import icl.core.model.Question;

/**
 * The leading order of the risk under task-feature alignment for weak alignment, a = O(1/sqrt d): \( d + s^2 - \kappa
 * nd / (\kappa n + (d + s^2)/\kappa) \), \( \kappa = a^2d + 1 \).
 *
 * <p>Compare the printed theorem before quoting it as the paper's. Symbols: a = alpha, d = dim, n = length, s^2 = noise
 * variance. Unit: label squared. Domain: full rank, identity covariances. Relative error O(1/d).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, task-feature alignment;
 *     docs/formulas.md, section 7
 */
public final class PaperAlignedApproximation implements PaperForm {

    @Override
    public boolean covers(Question question) {
        return PaperForm.isPlain(question)
                && PaperForm.isFullRank(question)
                && question.design() instanceof AlignedDesign design
                && design.isIsotropic()
                && design.noiseVariance().isCommon();
    }

    @Override
    public PaperRisk answer(Question question) {
        AlignedDesign design = (AlignedDesign) question.design();
        double d = design.dim();
        double m = d + design.noiseVariance().at(0);
        double kappa = design.alpha() * design.alpha() * d + 1;
        double signal = kappa * design.length();
        return new PaperRisk(m - signal * d / (signal + m / kappa), m, PaperRisk.Relation.APPROXIMATION);
    }
}
