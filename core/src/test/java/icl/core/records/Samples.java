package icl.core.records;

import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.covariance.TaskGroup;
import icl.core.covariance.TaskGroups;
import icl.core.covariance.TaskPool;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.design.SequenceDesign;
import icl.core.kinds.Kinds;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.AttentionLayer;
import icl.core.model.AttentionSquares;
import icl.core.model.Loss;
import icl.core.model.Normalisation;
import icl.core.model.Predictor;
import icl.core.model.PromptStrategy;
import icl.core.model.Prompted;
import icl.core.model.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A value of every variant of every family. */
public final class Samples {
    private static final Matrix PAIR = Matrix.of(new double[][] {{1, 0.1}, {0.1, 2}});
    private static final Profile NOISE = Profile.common(0.1);

    private Samples() {}

    public static List<Object> values() {
        List<Object> values = new ArrayList<>();
        values.addAll(covariances());
        values.addAll(correlations());
        values.addAll(laws());
        values.add(SequenceDesign.Query.INDEPENDENT);
        values.addAll(designs());
        values.addAll(predictors());
        values.addAll(questions());
        values.add(Loss.POSITIONS);
        values.add(new Profile(Vector.of(0, 1e-300, 1e300)));
        return values;
    }

    /** The type that a value is read as. */
    public static Class<?> family(Object value) {
        return Stream.of(value.getClass().getInterfaces())
                .filter(Kinds::isFamily)
                .findFirst()
                .<Class<?>>map(family -> family)
                .orElse(value.getClass());
    }

    private static List<Covariance> covariances() {
        return List.of(
                Covariance.identity(),
                new Covariance.Diagonal(Vector.of(1, 0.3)),
                new Covariance.Full(PAIR),
                new Covariance.PowerLaw(1.5),
                new Covariance.Geometric(0.9),
                new Covariance.Exchangeable(0.25),
                new Covariance.Spiked(1, 9),
                new Covariance.Zero(),
                new Covariance.Subspace(1, 30, 2),
                new Covariance.Subspaces(1, 2, Optional.of(Vector.of(0.75, 0.25)), 2));
    }

    private static List<FeatureLaw> laws() {
        return List.of(FeatureLaw.gaussian(), new FeatureLaw.Sphere(), new FeatureLaw.Student(5.5));
    }

    private static List<TaskCorrelation> correlations() {
        return List.of(
                new TaskCorrelation.Ar1(-0.7),
                new TaskCorrelation.LinearDrift(),
                new TaskCorrelation.ChangePoint(1, 0.25),
                new TaskCorrelation.RandomWalk(1, 0.1),
                new TaskCorrelation.Full(PAIR));
    }

    private static List<Design> designs() {
        List<Design> designs = new ArrayList<>();
        for (Covariance c : covariances()) {
            designs.add(new IidDesign(2, 1, NOISE, c, Covariance.identity()));
            designs.add(new RetrievalDesign(2, 1, NOISE, Profile.common(1.0 / 3), Covariance.identity(), c));
            designs.add(new AlignedDesign(2, 1, NOISE, 0.1, c, c));
        }
        for (FeatureLaw law : laws()) {
            designs.add(new IidDesign(2, 1, NOISE, Covariance.identity(), Covariance.identity(), law));
        }
        for (SequenceDesign.Query query : SequenceDesign.Query.values()) {
            designs.add(new SequenceDesign(
                    2,
                    1,
                    NOISE,
                    new TaskCorrelation.Ar1(-0.7),
                    query,
                    new Covariance.Full(PAIR),
                    Covariance.identity()));
        }
        TaskGroup fixed = new TaskGroup(0.25, new Profile(Vector.of(1, -0.5)), Covariance.identity());
        TaskGroup varied = new TaskGroup(0.75, Profile.common(2), new Covariance.PowerLaw(1));
        Optional<TaskGroups> groups = Optional.of(new TaskGroups(List.of(fixed, varied)));
        designs.add(withTasks(Profile.common(0.5), Optional.empty(), Optional.empty()));
        designs.add(withTasks(new Profile(Vector.of(0.5, 0)), Optional.empty(), Optional.of(new TaskPool(3, -1))));
        designs.add(withTasks(Profile.common(0), groups, Optional.of(new TaskPool(2, 1L << 60))));
        for (TaskCorrelation k : correlations()) {
            designs.add(new DriftDesign(2, 1, NOISE, k, Covariance.identity(), Covariance.identity()));
        }
        return designs;
    }

    private static Design withTasks(Profile mean, Optional<TaskGroups> groups, Optional<TaskPool> pool) {
        Covariance identity = Covariance.identity();
        return new IidDesign(2, 1, NOISE, identity, identity, mean, groups, pool);
    }

    private static List<Predictor> predictors() {
        return List.of(
                new Predictor.Attention(Optional.empty()),
                new Predictor.H3(Optional.of(1)),
                new Predictor.H3Channels(),
                new Predictor.Weighted(Vector.of(0.5), Optional.empty()),
                new Predictor.Given(PAIR, Optional.of(Vector.of(2))),
                new Predictor.Lora(1, designs().get(0)),
                new Prompted(PromptStrategy.TUNED, Normalisation.MEAN),
                new AttentionLayer(Normalisation.SUM),
                new AttentionSquares(Normalisation.MEAN));
    }

    private static List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (Design design : designs()) {
            for (Predictor predictor : predictors()) {
                questions.add(new Question(design, predictor, Loss.QUERY));
            }
        }
        return questions;
    }
}
