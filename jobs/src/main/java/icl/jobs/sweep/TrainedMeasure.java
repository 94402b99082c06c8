package icl.jobs.sweep;

import icl.core.check.Require;
import icl.core.evaluate.Parameterisation;
import icl.core.evaluate.TrainableModels;
import icl.core.evaluate.TrainedRisk;
import icl.core.evaluate.TrainingCost;
import icl.core.evaluate.TrainingInUnits;
import icl.core.kinds.Kind;
import icl.core.kinds.Kinds;
import icl.core.model.Model;
import icl.core.model.Question;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.records.Default;
import icl.core.train.BatchLoss;
import icl.core.train.BatchLosses;
import icl.core.train.Optimiser;
import icl.core.train.Sampler;
import icl.core.train.Schedule;
import icl.core.train.StagedTraining;
import icl.core.train.Trainer;
import icl.core.train.TrainingMemory;
import icl.core.train.TrainingRun;
import icl.core.train.TrainingSettings;
import java.util.List;
import java.util.Optional;

/**
 * {@code trained}: the predictor's model, trained on prompts of the design from several random starts; the risk is that of the
 * best restart, evaluated as {@link TrainedRisk} says. The cell fails when every restart diverges.
 *
 * @param restarts trainings from starts and prompts of their own
 * @param trainingSet prompts that are used again and again; fresh ones at each step when left out
 * @param patience points of the curve without a better one that end a restart
 * @param keepParameters whether the table {@code restarts} keeps the trained parameters
 * @param curvePoints points of the training curve, at most
 */
@Kind("trained")
public record TrainedMeasure(
        @Default("1000") long steps,
        @Default("256") int batch,
        @Default("3") int restarts,
        @Default("0.01") double learningRate,
        Optimiser optimiser,
        Schedule schedule,
        @Default("0") long warmUp,
        Optional<Long> trainingSet,
        Optional<Integer> patience,
        Parameterisation parameters,
        Start start,
        Sampler sampler,
        @Default("false") boolean keepParameters,
        @Default("20") int curvePoints)
        implements Measure {
    private static final int MOST_RESTARTS = 10_000;
    private static final int MOST_POINTS = 100_000;

    public TrainedMeasure {
        new TrainingSettings(steps, batch, learningRate, optimiser, schedule, warmUp, trainingSet, patience);
        Require.that(restarts >= 1 && restarts <= MOST_RESTARTS, "restarts", restarts, "in 1.." + MOST_RESTARTS);
        Require.that(
                curvePoints >= 1 && curvePoints <= MOST_POINTS, "curve_points", curvePoints, "in 1.." + MOST_POINTS);
    }

    /** Everything that has parameters. */
    @Override
    public boolean covers(Question question) {
        return TrainableModels.cover(question);
    }

    @Override
    public String whyNotCovered(Question question) {
        return TrainableModels.refusal(question).orElseThrow();
    }

    @Override
    public Estimate estimate(Cell cell, long seed) {
        TrainingInUnits training = TrainingInUnits.of(cell.question(), parameters);
        TrainingMemory.require(training.model(), training.law());
        StreamKey stream = RandomStreams.of(seed, cell, kind());
        Restarts done = new Restarts(training, keepParameters);
        for (int number = 0; number < restarts; number++) {
            train(training, number, stream.child(number), done);
        }
        return done.estimate((long) batch);
    }

    private void train(TrainingInUnits training, int number, StreamKey stream, Restarts done) {
        Model model = training.model();
        StreamKey prompts = stream.child("prompts");
        TrainingRun run = StagedTraining.run(
                trainer(),
                model,
                stage -> loss(training.question(), model, stage == 0 ? prompts : prompts.child(stage)),
                start.parameters(model, new CounterRandom(stream.child("start"), 0)));
        List<CurvePoint> curve = run.curve().stream()
                .map(point -> CurvePoint.of(point.step(), point.loss()))
                .toList();
        if (run.stopped() == TrainingRun.Stop.DIVERGED) {
            done.diverged(number, run.steps(), curve, "learning_rate " + learningRate + " may be too high");
        } else {
            done.ended(
                    number,
                    run.steps(),
                    Kinds.of(run.stopped()),
                    curve,
                    run.parameters().toArray(),
                    stream.child("evaluation"));
        }
    }

    private BatchLoss loss(Question question, Model model, StreamKey prompts) {
        return BatchLosses.of(model, question.lawOfTraining(), question.loss(), sampler, prompts);
    }

    private Trainer trainer() {
        TrainingSettings settings =
                new TrainingSettings(steps, batch, learningRate, optimiser, schedule, warmUp, trainingSet, patience);
        return new Trainer(settings, curvePoints);
    }

    @Override
    public double cost(Question question) {
        int stages = TrainableModels.layer(question, parameters)
                .map(model -> model.stages().size())
                .orElse(1);
        return TrainingCost.seconds(question, parameters, sampler) * steps * batch * restarts * stages;
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public boolean usesChance() {
        return true;
    }
}
