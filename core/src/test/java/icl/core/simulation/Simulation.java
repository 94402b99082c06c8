package icl.core.simulation;

import icl.core.design.Design;
import icl.core.model.Loss;
import icl.core.model.Question;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The risk of a predictor by drawing prompts. */
public final class Simulation {
    private static final int BLOCK = 5000;

    private final Prompts prompts;
    private final PromptLoss loss;

    private Simulation(Prompts prompts, PromptLoss loss) {
        this.prompts = prompts;
        this.loss = loss;
    }

    /** Of the predictor whose risk is reported. */
    public static Simulation of(Question question) {
        return of(question.design(), ReportedStep.of(question), question.loss());
    }

    /** Averages the conditional risk, whose tails are lighter than those of the squared error. */
    public static Simulation of(Design design, Step step, Loss loss) {
        return new Simulation(new Prompts(design), ConditionalRisk.of(design, step, loss));
    }

    /** Averages the difference between squared error and conditional risk: its mean is 0. */
    static Simulation ofDifference(Design design, Step step, Loss loss) {
        PromptLoss plain = PromptLoss.squaredError(step, loss);
        PromptLoss conditional = ConditionalRisk.of(design, step, loss);
        return new Simulation(new Prompts(design), prompt -> plain.on(prompt) - conditional.on(prompt));
    }

    /** Averages the square of a layer's part that is even in the labels, given the features. */
    public static Simulation ofEvenPart(Design design, Layer layer) {
        return new Simulation(new Prompts(design), layer.evenPart(design));
    }

    /** Averages what a layer's squared error is above the conditional risks of its two parts: its mean is 0. */
    public static Simulation ofParts(Design design, Layer layer) {
        PromptLoss plain = layer.squaredError();
        PromptLoss odd = ConditionalRisk.of(design, layer.step(), layer.loss());
        PromptLoss even = layer.evenPart(design);
        return new Simulation(new Prompts(design), prompt -> plain.on(prompt) - odd.on(prompt) - even.on(prompt));
    }

    /** The moments of so many prompts. */
    public Moments moments(long seed, int count) {
        return moments(new SplittableRandom(seed), count);
    }

    /** Blocks of prompts until the standard error is at most this. */
    public Moments until(double standardError, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Moments moments = moments(random, BLOCK);
        while (moments.standardError() > standardError) {
            moments = moments.plus(moments(random, BLOCK));
        }
        return moments;
    }

    private Moments moments(RandomGenerator random, int count) {
        double mean = 0;
        double squares = 0;
        for (int i = 1; i <= count; i++) {
            double value = loss.on(prompts.draw(random));
            double step = value - mean;
            mean += step / i;
            squares += step * (value - mean);
        }
        return new Moments(count, mean, squares);
    }
}
