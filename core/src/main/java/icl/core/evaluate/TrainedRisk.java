package icl.core.evaluate;

import icl.core.check.Require;
import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.design.Units;
import icl.core.linalg.Vector;
import icl.core.model.AttentionLayer;
import icl.core.model.BilinearForm;
import icl.core.model.BilinearModel;
import icl.core.model.Model;
import icl.core.model.Normalisation;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.risk.layer.LabelEvenRisk;
import icl.core.simulate.EvenPart;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulate.RiskSample;
import icl.core.simulate.RiskSamples;
import icl.core.simulate.SimulatedRisk;
import icl.core.stats.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The risk of trained parameters. It is exact where they are equivalent to a preconditioner and weights, or where a
 * formula covers the model. The contribution of the label-even part is exact where it has a closed form, and simulated
 * otherwise. In all other cases the whole risk is simulated.
 *
 * @param standardError standard error; 0 where nothing was simulated
 * @param interval confidence interval of 95 %; the risk itself where nothing was simulated
 * @param prompts number of simulated prompts
 * @param method a short description of how it was obtained
 */
public record TrainedRisk(double risk, double standardError, Interval interval, long prompts, String method) {
    private static final double CONFIDENCE = 0.95;

    /**
     * The target for the standard error of the even part, relative to the whole risk. The even part of trained layers
     * is small.
     */
    private static final double EVEN_ERROR = 1e-4;

    private static final long MOST_EVEN_PROMPTS = 1 << 18;
    private static final Precision OF_ERRORS = new Precision(OptionalDouble.of(2e-3), OptionalDouble.empty(), 1 << 20);

    /**
     * The risk on the design of parameters that were trained on the law of training.
     *
     * @param model the model, at the length of the law of training
     * @param stream random numbers for what is simulated
     * @throws icl.core.check.Invalid where the parameters cannot be used at the length of the design
     */
    public static TrainedRisk of(
            Question question, Parameterisation parameterisation, Model model, double[] parameters, StreamKey stream) {
        return of(question, parameterisation, model, parameters, stream, Optional.empty());
    }

    /** The risk in the units of the question's laws, where they are not those of its predictor. */
    static TrainedRisk of(
            Question question,
            Parameterisation parameterisation,
            Model model,
            double[] parameters,
            StreamKey stream,
            Optional<Units> units) {
        Design design = question.design();
        Optional<Double> known = known(question, model, parameters);
        if (known.isPresent()) {
            return exact(known.get());
        }
        if (model instanceof BilinearModel bilinear && isExact(design, bilinear)) {
            BilinearForm form = carried(question, bilinear, bilinear.formOf(parameters));
            Question odd = new Question(design, given(bilinear, form), question.loss());
            if (RiskFormulas.isCovered(odd)) {
                return exact(odd, bilinear, form, stream);
            }
        }
        return simulated(question, here(question, parameterisation, model, units), parameters, stream);
    }

    /** This risk for labels whose variance is 2 to that power times what it was. */
    TrainedRisk inUnits(int labelExponent) {
        return new TrainedRisk(
                Math.scalb(risk, labelExponent),
                Math.scalb(standardError, labelExponent),
                new Interval(Math.scalb(interval.lower(), labelExponent), Math.scalb(interval.upper(), labelExponent)),
                prompts,
                method);
    }

    /**
     * The risk by a formula for the whole estimator, including the even part; empty where there is none, or where the
     * even part is uncorrelated.
     */
    private static Optional<Double> known(Question question, Model model, double[] parameters) {
        if (question.predictor().steps().isEmpty()) {
            return RiskFormulas.riskOf(question, model, parameters);
        }
        boolean isLayer = model instanceof BilinearModel bilinear && !isExact(question.design(), bilinear);
        Predictor layer = new AttentionLayer(question.predictor().normalisation());
        return isLayer
                ? RiskFormulas.riskOf(
                        new Question(question.design(), layer, question.loss(), question.trainedOn()),
                        model,
                        parameters)
                : Optional.empty();
    }

    /**
     * Whether the risk is that of the odd part plus the mean square of the even one, which needs the two to be
     * uncorrelated.
     */
    private static boolean isExact(Design design, BilinearModel model) {
        return !model.parts().even() || design.oddAndEvenPartsAreUncorrelated();
    }

    /** The form that the layer computes at the length of the design. */
    private static BilinearForm carried(Question question, BilinearModel model, BilinearForm form) {
        int from = form.length();
        int to = question.design().length();
        if (from == to) {
            return form;
        }
        requireEqualWeights(model, from, to);
        BilinearForm there = new BilinearForm(form.dim(), to);
        System.arraycopy(form.matrix(), 0, there.matrix(), 0, form.matrix().length);
        System.arraycopy(form.vector(), 0, there.vector(), 0, form.vector().length);
        Arrays.fill(
                there.filter(),
                form.filter()[0] * question.predictor().normalisation().factor(from, to));
        return there;
    }

    private static void requireEqualWeights(BilinearModel model, int from, int to) {
        Require.that(
                hasEqualWeights(model),
                "trained_on length",
                from,
                "the length of the design, " + to + ", since weights belong to positions");
    }

    private static boolean hasEqualWeights(BilinearModel model) {
        return model.sees() != SufficientStatistic.WHOLE;
    }

    /** The model at the length of the design. */
    private static Model here(
            Question question, Parameterisation parameterisation, Model model, Optional<Units> units) {
        int from = question.lawOfTraining().length();
        int to = question.design().length();
        if (from == to) {
            return model;
        }
        Model there = TrainableModels.at(question, question.design(), parameterisation, units);
        Require.that(
                there.tensors().equals(model.tensors()),
                "trained_on length",
                from,
                "the length of the design, " + to + ", since parameters belong to positions");
        Require.that(
                question.predictor().normalisation() == Normalisation.MEAN,
                "normalisation",
                "sum",
                "mean where a layer trained at another length has to be simulated");
        return there;
    }

    private static Predictor.Given given(BilinearModel model, BilinearForm form) {
        if (form.length() == 0) {
            return new Predictor.Given(form.scaledPreconditioner(0), Optional.empty());
        }
        return hasEqualWeights(model)
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
