package icl.core.risk.paper;

import icl.core.covariance.Covariance;
import icl.core.covariance.Preconditioner;
import icl.core.covariance.Spectrum;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.linear.IidRisk;
import icl.core.risk.linear.LoraRisk;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * The paper's upper bound on the risk after a LoRA update of rank r, for jointly diagonal old and new covariances: set
 * the r eigenvalues of the frozen preconditioner that cost most to the new optimum, and keep the others.
 *
 * <p>With that choice the bound equals the exact risk ({@link LoraRisk}); with covariances that do not commute the
 * paper gives no form.
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, LoRA under distribution shift;
 *     docs/formulas.md, section 3
 */
public final class PaperLoraBound implements PaperForm {

    @Override
    public boolean covers(Question question) {
        return PaperForm.isPlain(question)
                && question.predictor() instanceof Predictor.Lora lora
                && isCovered(question.design())
                && isCovered(lora.base());
    }

    @Override
    public PaperRisk answer(Question question) {
        return bound(question.design(), (Predictor.Lora) question.predictor());
    }

    private static boolean isCovered(Design design) {
        return design instanceof IidDesign
                && design.gaussianTasks().isPresent()
                && design.noiseVariance().isCommon()
                && isDiagonal(design.featureCovariance(), design.dim())
                && isDiagonal(design.taskCovariance(), design.dim());
    }

    private static boolean isDiagonal(Covariance covariance, int dim) {
        return covariance.diagonal(dim).isPresent();
    }

    private static PaperRisk bound(Design design, Predictor.Lora lora) {
        WhitenedBasis basis = design.whitenedBasis();
        Spectrum spectrum = basis.spectrum(design.dim());
        Preconditioner before = basis.whiten(frozen(design, lora));
        double n = design.length();
        double m = spectrum.trace() + design.noiseVariance().at(0);
        double[] cost = new double[spectrum.dim()];
        for (int i = 0; i < cost.length; i++) {
            double lambda = spectrum.get(i);
            double h = (n + 1) * lambda + m;
            double frozen = i < before.dim() ? before.get(i, i).doubleValue() : 0;
            double deviation = (lambda == 0 ? 0 : lambda / h) - frozen;
            cost[i] = n * h * deviation * deviation;
        }
        Arrays.sort(cost);
        double kept = Arrays.stream(cost, 0, cost.length - lora.rank()).sum();
        double optimum = IidRisk.risk(spectrum, design.noiseVariance().at(0), design.length(), spectrum.dim());
        return new PaperRisk(optimum + kept, m, PaperRisk.Relation.UPPER_BOUND);
    }

    /** The preconditioner of linear attention on the base, as it acts at the length of the design. */
    private static Preconditioner frozen(Design design, Predictor.Lora lora) {
        Design base = lora.base();
        WhitenedBasis old = base.whitenedBasis();
        double m = base.spectrum().trace() + base.noiseVariance().at(0);
        double factor = lora.normalisation().factor(base.length(), design.length());
        return old.unwhiten(IntStream.range(0, old.size())
                .mapToObj(i -> scale(old.eigenvalue(i), base.length(), m, factor))
                .toArray(DD[]::new));
    }

    private static DD scale(DD lambda, int length, double m, double factor) {
        return lambda.hi() <= 0 || length == 0
                ? DD.ZERO
                : lambda.multiply(factor).divide(lambda.multiply(length + 1.0).add(m));
    }
}
