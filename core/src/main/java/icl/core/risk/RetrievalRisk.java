package icl.core.risk;

import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.model.Predictor;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk on retrieval-augmented prompts, every example equally correlated with the query, features isotropic, any rank.
 *
 * <p>With alpha = a^2:
 *
 * <p>\[ L_r = d + s^2 - \frac{n r p^2}{e_1(r+2) + e_2} , \quad p = \alpha(d+1) + 1 , \quad e_1 = \alpha[(n-1)(\alpha(d+2)+2) + d
 * + 4 + s^2] , \quad e_2 = (1-\alpha)[(n-1)(1-\alpha) + d + 2 + s^2] . \]
 *
 * <p>It is evaluated through {@link InvariantRisk} and, at full rank, as \( s^2 + d\,N / (e_1(d+2) + e_2) \) with
 *
 * <p>\[ N = e_1(d+2) + e_2 - np^2 = 2(n-1)\alpha^2(d+2) + (d+1) + \alpha[(d+3) + (1-\alpha)(d+1)^2] + s^2[\alpha(d+2) +
 * 1-\alpha] , \]
 *
 * <p>where no term is negative. Equal weights are best, so H3 reaches what attention reaches. Low rank is cheap when examples
 * are correlated: half of the gain of unbounded rank at r = 2 + e_2/e_1.
 *
 * <p>Unit: label squared. Domain: 0 &le; a &le; 1, n &ge; 0. Limits: a = 0 is independent data; a = 1, n to infinity leaves
 * \( s^2 + 2d/(d+4) \). Accuracy: relative error below 1e-14 (reference values in {@code retrieval.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, retrieval augmentation; derivation in
 *     docs/formulas.md, sections 6 and 8
 */
public final class RetrievalRisk implements RiskFormula {

    /** The formula above: some nanoseconds. */
    public static double risk(int dim, int length, double noiseVariance, double alpha, int rank) {
        return invariant(dim, length, noiseVariance, alpha).risk(rank);
    }

    private static InvariantRisk invariant(int dim, int length, double noiseVariance, double a) {
        double d = dim;
        double n = length;
        double s2 = noiseVariance;
        double alpha = a * a;
        double beta = (1 - a) * (1 + a); // 1 - alpha, right to the last digit near a = 1
        double p = alpha * (d + 1) + 1;
        double e1 = alpha * ((n - 1) * (alpha * (d + 2) + 2) + d + 4 + s2);
        double e2 = beta * ((n - 1) * beta + d + 2 + s2);
        double left = 2 * (n - 1) * alpha * alpha * (d + 2)
                + (d + 1)
                + alpha * ((d + 3) + beta * (d + 1) * (d + 1))
                + s2 * (alpha * (d + 2) + beta);
        double full = length == 0 ? d + s2 : s2 + d * (left / (e1 * (d + 2) + e2));
        return new InvariantRisk(dim, d + s2, full, n * p, n * e1, n * (2 * e1 + e2));
    }

    private static boolean covers(Design design) {
        return design instanceof RetrievalDesign retrieval
                && retrieval.isIsotropic()
                && retrieval.alpha().isCommon()
                && retrieval.noiseVariance().isCommon();
    }

    @Override
    public Optional<Risk> answer(Question question) {
        if (!covers(question.design())) {
            return Optional.empty();
        }
        RetrievalDesign design = (RetrievalDesign) question.design();
        InvariantRisk risk = invariant(
                design.dim(),
                design.length(),
                design.noiseVariance().at(0),
                design.alpha().at(0));
        if (question.predictor() instanceof Predictor.Attention attention) {
            return Optional.of(risk.optimum(attention.rank(), design.length(), Optional.empty()));
        }
        if (question.predictor() instanceof Predictor.H3 h3) {
            return Optional.of(risk.optimum(h3.rank(), design.length(), Optional.empty()));
        }
        if (question.predictor() instanceof Predictor.Lora lora) {
            return risk.lora(scale(design), design, lora);
        }
        return Optional.empty();
    }

    @Override
    public Optional<DD[]> attentionScales(Design design) {
        if (!covers(design)) {
            return Optional.empty();
        }
        DD[] scales = new DD[design.dim()];
        Arrays.fill(scales, scale((RetrievalDesign) design));
        return Optional.of(scales);
    }

    /** c* = p / (e_1 (d + 2) + e_2) in double-double: LoRA takes differences of it. */
    private static DD scale(RetrievalDesign design) {
        if (design.length() == 0) {
            return DD.ZERO;
        }
        DD d = DD.of(design.dim());
        DD more = DD.of(design.length()).subtract(1);
        double s2 = design.noiseVariance().at(0);
        DD alpha = DD.ofSquare(design.alpha().at(0));
        DD beta = DD.ONE.subtract(alpha);
        DD p = alpha.multiply(d.add(1)).add(1);
        DD e1 = alpha.multiply(
                more.multiply(alpha.multiply(d.add(2)).add(2)).add(d).add(4).add(s2));
        DD e2 = beta.multiply(more.multiply(beta).add(d).add(2).add(s2));
        return p.divide(e1.multiply(d.add(2)).add(e2));
    }
}
