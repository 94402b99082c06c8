package icl.core.risk;

import icl.core.covariance.Spectrum;
import icl.core.design.IidDesign;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import java.util.Optional;

/**
 * The paper's risk on independent data, full or low rank, as a difference: \( M - \sum_{i\le r} n\lambda_i^2 / ((n+1)\lambda_i +
 * M) \). Exact up to its rounding, which {@link IidRisk} avoids.
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, independent data and low rank
 */
final class PaperIidForm implements PaperForm {

    @Override
    public boolean covers(Question question) {
        return question.loss() == Loss.QUERY
                && question.design() instanceof IidDesign
                && question.design().noiseVariance().isCommon()
                && rank(question.predictor()).isPresent();
    }

    @Override
    public PaperRisk answer(Question question) {
        return risk((IidDesign) question.design(), rank(question.predictor()).orElseThrow());
    }

    private static Optional<Integer> rank(Predictor predictor) {
        if (predictor instanceof Predictor.Attention attention) {
            return Optional.of(attention.rank().orElse(Integer.MAX_VALUE));
        }
        if (predictor instanceof Predictor.H3 h3) {
            return Optional.of(h3.rank().orElse(Integer.MAX_VALUE));
        }
        return Optional.empty();
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
        return new PaperRisk(risk, m, PaperRisk.Kind.EXACT);
    }
}
