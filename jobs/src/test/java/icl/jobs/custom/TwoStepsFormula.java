package icl.jobs.custom;

import icl.core.model.Estimator;
import icl.core.model.LinearInQuery;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Two gradient steps on standard normal features and tasks. With G = X'X, q = s / n and noise variance v the error of the coefficients is
 * (I - q G)^2 beta - q (2 - q G) X'e, so that the risk is
 *
 * <p>v + E tr (I - q G)^4 + v q^2 E tr [(2 - q G)^2 G] ,
 *
 * <p>a polynomial of degree 4 in q by the moments E tr G^k of a Wishart matrix.
 */
public final class TwoStepsFormula implements RiskFormula {
    /** Places that are looked at before the best is refined. */
    private static final int PLACES = 1000;

    @Override
    public boolean covers(Question question) {
        return question.design() instanceof CoinNoiseDesign design
                && question.predictor() instanceof TwoStepsPredictor
                && question.loss() == Loss.QUERY
                && question.trainedOn().isEmpty()
                && design.noiseVariance().isCommon();
    }

    @Override
    public Optimum optimum(Question question, Optional<StepSet> steps) {
        double zero = risk(question, 0);
        double risk = risk(question, best(question));
        return Optimum.of(
                risk,
                zero,
                zero - risk,
                question.design().length(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Optional<Supplier<Estimator>> estimator(Question question) {
        LinearInQuery model = ((TwoStepsPredictor) question.predictor()).model(question.design());
        return Optional.of(() -> Estimator.of(model, new double[] {best(question)}));
    }

    @Override
    public Optional<Double> riskOf(Question question, Model model, double[] parameters) {
        return Optional.of(risk(question, parameters[0]));
    }

    private static double risk(Question question, double step) {
        double d = question.design().dim();
        double n = question.design().length();
        double v = question.design().noiseVariance().at(0);
        double q = n == 0 ? 0 : step / n;
        double t1 = n * d;
        double t2 = n * d * (n + d + 1);
        double t3 = n * d * (n * n + d * d + 3 * n * d + 3 * n + 3 * d + 4);
        double t4 = n
                * d
                * (n * n * n
                        + d * d * d
                        + 6 * n * d * (n + d)
                        + 6 * n * n
                        + 6 * d * d
                        + 17 * n * d
                        + 21 * (n + d)
                        + 20);
        double error = d - 4 * q * t1 + 6 * q * q * t2 - 4 * q * q * q * t3 + q * q * q * q * t4;
        return v + error + v * q * q * (4 * t1 - 4 * q * t2 + q * q * t3);
    }

    /** The best step size: Newton's method on differences from the best of many places. */
    private static double best(Question question) {
        double best = 0;
        for (int i = 1; i <= PLACES; i++) {
            double there = 2.0 * i / PLACES;
            best = risk(question, there) < risk(question, best) ? there : best;
        }
        for (int turn = 0; turn < 50; turn++) {
            double step = 1e-4;
            double above = risk(question, best + step);
            double below = risk(question, best - step);
            double curvature = above - 2 * risk(question, best) + below;
            best -= curvature > 0 ? step * (above - below) / 2 / curvature : 0;
        }
        return best;
    }
}
