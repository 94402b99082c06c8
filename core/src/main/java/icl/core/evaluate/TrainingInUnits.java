package icl.core.evaluate;

import icl.core.design.Design;
import icl.core.design.Units;
import icl.core.model.Model;
import icl.core.model.Question;
import icl.core.random.StreamKey;
import icl.core.simulate.RiskSamples;
import java.util.Optional;

/**
 * A question whose predictor is trained, in units in which the variances of the law of training are near 1: prompts are drawn, parameters
 * move and risks are computed there, and what comes out is in the question's own units. A power of two on all variances so scales risks
 * exactly and changes parameters by powers of two. Where a law gives no units, nothing changes.
 */
public final class TrainingInUnits {
    private final Question inside;
    private final Parameterisation parameterisation;
    private final Model model;
    private final Optional<Units> units;

    private TrainingInUnits(Question inside, Parameterisation parameterisation, Model model, Optional<Units> units) {
        this.inside = inside;
        this.parameterisation = parameterisation;
        this.model = model;
        this.units = units;
    }

    /**
     * The training of a question's predictor. It stays in the question's own units where the model does not say how its parameters scale,
     * or the design is of another kind than the law of training.
     *
     * @throws icl.core.check.Invalid where it stays in units whose variances leave the range of single precision
     */
    public static TrainingInUnits of(Question question, Parameterisation parameterisation) {
        Optional<Units> units = question.lawOfTraining()
                .units()
                .filter(given ->
                        question.design().getClass() == question.lawOfTraining().getClass());
        if (units.isPresent()) {
            Question inside = inUnits(question, units.get());
            Model model = TrainableModels.at(inside, inside.lawOfTraining(), parameterisation, units);
            if (model.inOwnUnits(new double[model.size()], units.get()).isPresent()) {
                return new TrainingInUnits(inside, parameterisation, model, units);
            }
        }
        if (question.lawOfTraining().units().isPresent()) {
            RiskSamples.requireSinglePrecision(question.lawOfTraining());
        }
        return inOwnUnits(question, parameterisation);
    }

    /** A training in the question's own units, whatever they are: for losses that are not sampled. */
    public static TrainingInUnits inOwnUnits(Question question, Parameterisation parameterisation) {
        return new TrainingInUnits(
                question, parameterisation, TrainableModels.of(question, parameterisation), Optional.empty());
    }

    private static Question inUnits(Question question, Units units) {
        Optional<Design> law = question.trainedOn().map(there -> there.inUnits(units));
        return new Question(question.design().inUnits(units), question.predictor(), question.loss(), law);
    }

    /** The question in the units of the training; its predictor is as it was. */
    public Question question() {
        return inside;
    }

    /** The model in these units. */
    public Model model() {
        return model;
    }

    /** The law that prompts are drawn from. */
    public Design law() {
        return inside.lawOfTraining();
    }

    /** A loss or risk in the question's own units. */
    public double loss(double there) {
        return units.map(given -> Math.scalb(there, given.labels())).orElse(there);
    }

    /** Parameters, shape (size), for prompts in the question's own units. */
    public double[] parameters(double[] there) {
        return units.map(given -> model.inOwnUnits(there, given).orElseThrow()).orElse(there);
    }

    /**
     * The risk of parameters that were found here, in the question's own units.
     *
     * @param stream for what has to be simulated
     */
    public TrainedRisk risk(double[] parameters, StreamKey stream) {
        TrainedRisk risk = TrainedRisk.of(inside, parameterisation, model, parameters, stream, units);
        return units.map(given -> risk.inUnits(given.labels())).orElse(risk);
    }
}
