package icl.jobs.sweep;

import icl.core.check.Require;
import icl.core.evaluate.Parameterisation;
import icl.core.evaluate.TrainableModels;
import icl.core.evaluate.TrainingInUnits;
import icl.core.kinds.Kind;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Objective;
import icl.core.model.BilinearForm;
import icl.core.model.BilinearModel;
import icl.core.model.Model;
import icl.core.model.Question;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.records.Default;
import icl.core.risk.layer.LayerRisk;
import icl.core.train.TrainingMemory;
import java.util.List;

/**
 * {@code population}: the same models, trained by L-BFGS on the exact gradient of the exact risk, from several random starts:
 * the landscape without sampling noise. On {@code retrieval} and {@code aligned} the part of full layers that is even in the labels
 * has no closed form: there only steps are covered.
 *
 * @param restarts starts
 * @param steps of L-BFGS at most
 * @param tolerance ends when ten steps lower the risk by at most this part of it
 */
@Kind("population")
public record PopulationMeasure(
        @Default("3") int restarts,
        @Default("2000") int steps,
        @Default("1e-10") double tolerance,
        Parameterisation parameters,
        Start start,
        @Default("false") boolean keepParameters)
        implements Measure {
    private static final int MOST_RESTARTS = 10_000;
    private static final int MOST_STEPS = 1_000_000;

    /** Steps that the curvature is learnt from. */
    private static final int MEMORY = 10;

    public PopulationMeasure {
        Require.that(restarts >= 1 && restarts <= MOST_RESTARTS, "restarts", restarts, "in 1.." + MOST_RESTARTS);
        Require.that(steps >= 1 && steps <= MOST_STEPS, "steps", steps, "in 1.." + MOST_STEPS);
        Require.that(tolerance > 0 && tolerance < 1, "tolerance", tolerance, "in (0, 1)");
    }

    @Override
    public boolean covers(Question question) {
        return TrainableModels.cover(question)
                && TrainableModels.isBilinear(question)
                && LayerRisk.covers(question.lawOfTraining(), question.loss(), isWhole(question));
    }

    /** Whether a layer with an even part is trained. */
    private boolean isWhole(Question question) {
        return TrainableModels.layer(question, parameters).isPresent();
    }

    @Override
    public String whyNotCovered(Question question) {
        return TrainableModels.refusal(question)
                .orElseGet(() -> TrainableModels.isBilinear(question)
                        ? "no exact risk is known of such parameters (parameters: step may have one)"
                        : "no exact risk is known of this model's parameters");
    }

    /** In the question's own units where the exact gradient is known in no others. */
    private TrainingInUnits training(Question question) {
        TrainingInUnits inUnits = TrainingInUnits.of(question, parameters);
        return LayerRisk.covers(inUnits.law(), question.loss(), isWhole(question))
                ? inUnits
                : TrainingInUnits.inOwnUnits(question, parameters);
    }

    @Override
    public Estimate estimate(Cell cell, long seed) {
        Question question = cell.question();
        TrainingInUnits training = training(question);
        BilinearModel model = (BilinearModel) training.model();
        TrainingMemory.require(model, training.law());
        LayerRisk risk =
                LayerRisk.of(training.law(), question.loss(), isWhole(question)).orElseThrow();
        Objective objective = objective(model, risk);
        StreamKey stream = RandomStreams.of(seed, cell, kind());
        Restarts done = new Restarts(training, keepParameters);
        for (int number = 0; number < restarts; number++) {
            minimise(objective, model, number, stream.child(number), done);
        }
        return done.estimate(0);
    }

    private void minimise(Objective objective, Model model, int number, StreamKey stream, Restarts done) {
        double[] first = start.parameters(model, new CounterRandom(stream.child("start"), 0));
        double risk = objective.at(first, new double[first.length]);
        BreezeKernel.Minimum end = BreezeKernel.minimise(objective, first, MEMORY, steps, tolerance);
        List<CurvePoint> curve = List.of(CurvePoint.of(0, risk), CurvePoint.of(end.steps(), end.value()));
        done.ended(
                number,
                end.steps(),
                end.converged() ? "converged" : "steps",
                curve,
                end.parameters().toArray(),
                stream.child("evaluation"));
    }

    private static Objective objective(BilinearModel model, LayerRisk risk) {
        BilinearForm form = new BilinearForm(model.dim(), model.length());
        BilinearForm ofForm = new BilinearForm(model.dim(), model.length());
        return (parameters, gradient) -> {
            model.form(parameters, form);
            double value = risk.at(form, ofForm);
            model.pullBack(parameters, ofForm, gradient);
            return value;
        };
    }

    @Override
    public double cost(Question question) {
        double d = question.design().dim();
        double n = question.design().length();
        return restarts * Math.min(steps, 300) * (2e-5 + 1.5e-8 * d * d * d + 4e-9 * n * n);
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public boolean usesChance() {
        return true;
    }
}
