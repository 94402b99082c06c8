package icl.core.risk.paper;

import icl.core.covariance.Spectrum;
import icl.core.design.IidDesign;
import icl.core.model.Question;
import icl.core.risk.linear.IidRisk;

/**
 * The paper's risk on independent data, full or low rank, as a difference: \( M - \sum_{i\le r} n\lambda_i^2 /
 * ((n+1)\lambda_i + M) \). Exact up to the cancellation of the difference, which {@link IidRisk} avoids.
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, independent data and low rank
 */
public final class PaperIidForm implements PaperForm {

    @Override
    public boolean covers(Question question) {
        return PaperForm.isPlain(question)
                && question.design() instanceof IidDesign design
                && design.gaussianTasks().isPresent()
                && design.noiseVariance().isCommon()
                && PaperForm.rank(question).isPresent();
    }

    @Override
    public PaperRisk answer(Question question) {
        return risk((IidDesign) question.design(), PaperForm.rank(question).orElseThrow());
    }

    private static PaperRisk risk(IidDesign design, int rank) {
        Spectrum spectrum = design.spectrum();
        double n = design.length();
        double m = spectrum.trace() + design.noiseVariance().at(0);
        double risk = m;
        for (int i = 0; i < Math.min(rank, spectrum.support()); i++) {
            double lambda = spectrum.get(i);
            risk -= n * lambda * lambda / ((n + 1) * lambda + m);
        }
        return new PaperRisk(risk, m, PaperRisk.Relation.EXACT);
    }
}
