package icl.core.prompt;

import static icl.core.simulation.Ask.aligned;
import static icl.core.simulation.Ask.drift;
import static icl.core.simulation.Ask.iid;
import static icl.core.simulation.Ask.retrieval;
import static icl.core.simulation.Ask.sequence;

import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.covariance.TaskGroup;
import icl.core.design.Design;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.simulation.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Designs of every kind, with what is special about their size, noise, alpha and covariances. */
final class SomeDesigns {
    private static final double[][] FULL = {{1, 0.6, -0.3}, {0.6, 2, 0.2}, {-0.3, 0.2, 0.5}};
    private static final double[][] SINGULAR = {{1, 0.8, 0.6}, {0.8, 1, 0}, {0.6, 0, 1}};
    private static final double[][] TASKS = {{0.5, -0.4, 0.1}, {-0.4, 1.5, 0.7}, {0.1, 0.7, 1}};
    private static final Covariance DIAGONAL = new Covariance.Diagonal(Vector.of(2, 1, 0.3, 0));

    private SomeDesigns() {}

    static List<Design> all() {
        return Stream.of(independent(), withMeans(), alongQuery(), alongTask(), drifting(), sequences(), otherLaws())
                .flatMap(List::stream)
                .map(Ask::design)
                .toList();
    }

    private static List<Ask> independent() {
        return List.of(
                iid(5, 20).noise(0.5),
                iid(5, 3).noise(0.5),
                iid(4, 4).noise(0.5),
                iid(4, 5).noise(0),
                iid(3, 1).noise(0),
                iid(3, 1),
                iid(1, 1).noise(0.25),
                iid(1, 7),
                iid(3, 8).features(FULL).tasks(TASKS),
                iid(3, 8).features(SINGULAR).tasks(TASKS).noise(0),
                iid(3, 2).features(FULL).tasks(SINGULAR).noise(0.1),
                iid(4, 6).features(DIAGONAL).noise(0.1),
                iid(6, 40).features(new Covariance.PowerLaw(1)).tasks(new Covariance.Exchangeable(0.5)),
                iid(5, 7).tasks(new Covariance.Subspace(2, 30, 2)).noise(0.1),
                iid(4, 6).features(new Covariance.Subspace(1, 60, 2)).noise(0.5),
                iid(3, 2).tasks(new Covariance.Zero()),
                iid(3, 5).noise(0, 0.5, 1, 2, 0, 3));
    }

    private static List<Ask> withMeans() {
        TaskGroup one = new TaskGroup(0.25, new Profile(Vector.of(2, -1, 0.5)), new Covariance.Full(Matrix.of(TASKS)));
        TaskGroup other = new TaskGroup(0.75, Profile.common(-0.5), Covariance.identity());
        TaskGroup never = new TaskGroup(0, Profile.common(100), Covariance.identity());
        return List.of(
                iid(4, 12).noise(0.5).mean(1.5),
                iid(3, 2).features(FULL).tasks(TASKS).noise(0).mean(1, -2, 0.5),
                iid(3, 8).tasks(new Covariance.Diagonal(Vector.constant(0, 3))).mean(1, 2, 3),
                iid(3, 8).features(FULL).noise(0.2).groups(never, one, other),
                iid(3, 5).noise(0, 0.5, 1, 2, 0, 3).groups(one, other),
                iid(3, 8).features(FULL).noise(0.1).groups(one, other).pool(5, 3),
                iid(2, 6).noise(0.1).mean(1).pool(3, 1));
    }

    private static List<Ask> alongQuery() {
        return List.of(
                retrieval(4, 12, 0).noise(0.5),
                retrieval(4, 12, 0.5).noise(0.5),
                retrieval(4, 12, 0.95).noise(0.5),
                retrieval(4, 12, 1).noise(0.5),
                retrieval(4, 12, 1).noise(0),
                retrieval(5, 3, 0.5),
                retrieval(5, 3, 0.95).noise(0),
                retrieval(6, 2, 0.3).noise(4),
                retrieval(3, 3, 0.5).noise(0.1),
                retrieval(3, 1, 0.5),
                retrieval(3, 1, 0.95).noise(0),
                retrieval(2, 2, 0.7),
                retrieval(2, 9, 0.7),
                retrieval(1, 1, 0.5),
                retrieval(1, 6, 0.95).noise(0.1),
                retrieval(3, 8, 0.6).features(FULL).tasks(TASKS),
                retrieval(3, 2, 0.6).features(FULL).tasks(TASKS).noise(0),
                retrieval(3, 8, 0.6).features(SINGULAR).tasks(TASKS),
                retrieval(4, 6, 0.8).features(DIAGONAL).noise(0.1),
                retrieval(3, 4, 0, 0.5, 0.9, 1).noise(0, 0.5, 1, 2, 3).features(FULL));
    }

    private static List<Ask> alongTask() {
        return List.of(
                aligned(4, 12, 0).noise(0.5),
                aligned(4, 12, 0.5).noise(0.5),
                aligned(4, 12, 0.95).noise(0.5),
                aligned(4, 12, 1).noise(0.5),
                aligned(4, 12, 1).noise(0),
                aligned(5, 3, 0.5),
                aligned(3, 3, 0.5).noise(0),
                aligned(3, 1, 0.95),
                aligned(1, 1, 0.5),
                aligned(1, 6, 1).noise(0.1),
                aligned(3, 8, 0.6).tasks(TASKS),
                aligned(3, 2, 0.6).tasks(SINGULAR).noise(0),
                aligned(3, 5, 0.6).features(FULL).tasks(TASKS).noise(0, 0.5, 1, 2, 0, 3));
    }

    private static List<Ask> drifting() {
        return correlations(5).stream()
                .map(k -> drift(3, 5, k).features(FULL).tasks(TASKS).noise(0, 0.5, 1, 2, 0, 0.3))
                .toList();
    }

    private static List<Ask> sequences() {
        List<Ask> sequences = new ArrayList<>();
        for (SequenceDesign.Query query : SequenceDesign.Query.values()) {
            for (TaskCorrelation c : unitCorrelations(5)) {
                sequences.add(sequence(3, 5, c, query).noise(0.3));
            }
            sequences.add(sequence(3, 9, new TaskCorrelation.Ar1(0.6), query)
                    .features(FULL)
                    .tasks(TASKS)
                    .noise(0.1));
            sequences.add(sequence(2, 1, new TaskCorrelation.Ar1(0.6), query).noise(0));
        }
        return sequences;
    }

    private static List<TaskCorrelation> unitCorrelations(int length) {
        return List.of(
                new TaskCorrelation.Ar1(0.7),
                new TaskCorrelation.Ar1(-0.4),
                new TaskCorrelation.Ar1(0),
                new TaskCorrelation.Ar1(1),
                new TaskCorrelation.Ar1(-1),
                new TaskCorrelation.ChangePoint(2, 0.3),
                new TaskCorrelation.RandomWalk(1, 0),
                new TaskCorrelation.Full(Matrix.from(length + 1, length + 1, (i, j) -> Math.cos(i - j))));
    }

    /** On a sphere features are not white, so that their lengths are random. */
    private static List<Ask> otherLaws() {
        FeatureLaw sphere = new FeatureLaw.Sphere();
        FeatureLaw student = new FeatureLaw.Student(5);
        Covariance decaying = new Covariance.PowerLaw(0.5);
        return List.of(
                iid(3, 8).features(FULL).tasks(TASKS).law(sphere),
                iid(40, 3).features(decaying).law(sphere),
                drift(3, 5, new TaskCorrelation.Ar1(0.7)).features(FULL).law(sphere),
                iid(3, 8).features(FULL).tasks(TASKS).law(student),
                iid(1, 3).noise(0.2).law(student),
                iid(40, 3).law(student),
                drift(3, 5, new TaskCorrelation.Ar1(0.7)).noise(0.5).law(student));
    }

    /** Correlations of the tasks of prompts with so many examples. */
    static List<TaskCorrelation> correlations(int length) {
        return List.of(
                new TaskCorrelation.Ar1(0.7),
                new TaskCorrelation.Ar1(-0.4),
                new TaskCorrelation.Ar1(0),
                new TaskCorrelation.Ar1(1),
                new TaskCorrelation.Ar1(-1),
                new TaskCorrelation.LinearDrift(),
                new TaskCorrelation.ChangePoint(2, 0.3),
                new TaskCorrelation.ChangePoint(0, 0.3),
                new TaskCorrelation.ChangePoint(length, -1),
                new TaskCorrelation.RandomWalk(0.5, 0.25),
                new TaskCorrelation.RandomWalk(0, 0.5),
                new TaskCorrelation.RandomWalk(1, 0),
                new TaskCorrelation.Full(
                        Matrix.from(length + 1, length + 1, (i, j) -> (i == j ? 0.5 : 0) + Math.cos(i - j))),
                new TaskCorrelation.Full(
                        Matrix.from(length + 1, length + 1, (i, j) -> Math.sin(i) * Math.sin(j) + i * j / 9.0)));
    }
}
