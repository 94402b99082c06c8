package icl.jobs.sweep;

import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.Vector;
import icl.core.model.BilinearForm;
import icl.core.model.BilinearModel;
import icl.core.model.Model;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.risk.layer.LabelEvenRisk;
import icl.core.risk.layer.LayerRisk;
import icl.core.simulate.EvenPart;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulate.RiskSample;
import icl.core.simulate.RiskSamples;
import icl.core.simulate.SimulatedRisk;
import icl.core.stats.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The risk of trained parameters: exact where they amount to a preconditioner and weights, the part even in the labels by its own
 * closed form or, where there is none, by simulation of that part alone; else simulated whole.
 *
 * @param standardError 0 where nothing was simulated
 * @param interval of 95 %, the risk itself where nothing was simulated
 * @param method how it was obtained, in a few words
 */
public record TrainedRisk(double risk, double standardError, Interval interval, long prompts, String method) {
    private static final double CONFIDENCE = 0.95;

    /** Of the even part beside the whole risk: training leaves little of it. */
    private static final double EVEN_ERROR = 1e-4;

    private static final long MOST_EVEN_PROMPTS = 1 << 18;
    private static final Precision OF_ERRORS = new Precision(OptionalDouble.of(2e-3), OptionalDouble.empty(), 1 << 20);

    /** The risk of a model with these parameters; the stream is for what has to be simulated. */
    public static TrainedRisk of(Question question, Model model, double[] parameters, StreamKey stream) {
        if (model instanceof BilinearModel bilinear && isExact(question, bilinear)) {
            BilinearForm form = bilinear.formOf(parameters);
            Question odd = new Question(question.design(), given(bilinear, form), question.loss());
            if (hasClosedForm(odd)) {
                return exact(odd, bilinear, form, stream);
            }
        }
        return simulated(question, model, parameters, stream);
    }

    /** Where the design does not say so, the part that is even in the labels may be correlated with the odd one. */
    private static boolean isExact(Question question, BilinearModel model) {
        return !model.parts().even() || question.design().oddAndEvenPartsAreUncorrelated();
    }

    private static boolean hasClosedForm(Question odd) {
        return odd.design() instanceof CustomDesign
                ? RiskFormulas.isCovered(odd)
                : LayerRisk.covers(odd.design(), odd.loss(), false);
    }

    private static Predictor.Given given(BilinearModel model, BilinearForm form) {
        boolean hasEqualWeights = model.sees() != SufficientStatistic.WHOLE;
        return hasEqualWeights
                ? new Predictor.Given(form.scaledPreconditioner(form.filter()[0]), Optional.empty())
                : new Predictor.Given(form.preconditioner(), Optional.of(Vector.of(form.filter())));
    }

    private static TrainedRisk exact(Question odd, BilinearModel model, BilinearForm form, StreamKey stream) {
        double risk = RiskFormulas.exact(odd).risk();
        if (!model.parts().even()) {
            return exact(risk);
        }
        Design design = odd.design();
        Optional<LabelEvenRisk> closed = LabelEvenRisk.of(design, odd.loss());
        if (closed.isPresent()) {
            double even = closed.get().add(form, new BilinearForm(form.dim(), form.length()));
            return exact(risk + even);
        }
        Precision precision =
                new Precision(OptionalDouble.empty(), OptionalDouble.of(EVEN_ERROR * risk), MOST_EVEN_PROMPTS);
        SimulatedRisk even = MonteCarlo.mean(new EvenPart(design, form, model.sees(), stream), precision, CONFIDENCE);
        Interval interval = new Interval(
                risk + even.interval().lower(), risk + even.interval().upper());
        return new TrainedRisk(risk + even.risk(), even.standardError(), interval, even.prompts(), "exact_odd_part");
    }

    private static TrainedRisk exact(double risk) {
        return new TrainedRisk(risk, 0, new Interval(risk, risk), 0, "exact");
    }

    private static TrainedRisk simulated(Question question, Model model, double[] parameters, StreamKey stream) {
        RiskSample errors = RiskSamples.ofModel(question.design(), model, parameters, question.loss(), stream);
        SimulatedRisk risk = MonteCarlo.mean(errors, OF_ERRORS, CONFIDENCE);
        return new TrainedRisk(risk.risk(), risk.standardError(), risk.interval(), risk.prompts(), "simulated");
    }
}
