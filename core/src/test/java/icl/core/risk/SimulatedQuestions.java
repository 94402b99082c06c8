package icl.core.risk;

import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Question;
import icl.core.simulation.Ask;
import java.util.ArrayList;
import java.util.List;

/** Questions about every formula and predictor, with the corners where formulas go wrong; small, so that prompts are cheap. */
final class SimulatedQuestions {
    private static final double[][] SKEW = {{1.5, 0.6, 0.1}, {0.6, 0.8, -0.3}, {0.1, -0.3, 0.5}};
    private static final double[][] TURNED = {{0.4, -0.2, 0.3}, {-0.2, 1.2, 0.5}, {0.3, 0.5, 1.7}
    }; // does not commute with SKEW
    private static final double[][] SINGULAR = {{1, 1, 0}, {1, 1, 0}, {0, 0, 0.5}}; // rank 2
    private static final double[][] ANY = {{0.1, 0.05, -0.02}, {0, 0.15, 0.04}, {0.03, -0.05, 0.08}};
    private static final double[][] FAINT = {{0.04, 0.02, -0.01}, {0, 0.06, 0.02}, {0.01, -0.02, 0.03}};
    private static final double[] RISING_NOISE = {0, 0.1, 0.3, 1, 2, 0.2};
    private static final double[] UNEVEN = {0.5, 2, -0.3, 1, 1.5};
    private static final double[] RANKED = {1, 0.8, 0.5, 0.2, 0};

    private SimulatedQuestions() {}

    static List<Question> all() {
        List<Question> all = new ArrayList<>();
        all.addAll(independent());
        all.addAll(drifting());
        all.addAll(retrieved());
        all.addAll(rankedRetrieved());
        all.addAll(anisotropicRetrieved());
        all.addAll(aligned());
        all.addAll(overPositions());
        all.addAll(adapted());
        all.addAll(sequences());
        all.addAll(otherLaws());
        return all;
    }

    static List<Question> independent() {
        Ask isotropic = Ask.iid(4, 9).noise(0.5);
        Ask skewed = Ask.iid(3, 5).noise(0.3).features(SKEW).tasks(TURNED);
        return List.of(
                isotropic.attention(),
                isotropic.attention(1),
                isotropic.h3(3),
                Ask.iid(1, 1).noise(0).attention(),
                Ask.iid(6, 2).noise(0.1).attention(),
                Ask.iid(1, 12).noise(2).attention(),
                Ask.iid(5, 8).noise(0).features(new Covariance.PowerLaw(1.5)).attention(2),
                Ask.iid(5, 8).tasks(new Covariance.Spiked(1, 20)).attention(),
                skewed.attention(),
                skewed.attention(1),
                skewed.h3(),
                skewed.weighted(UNEVEN),
                skewed.weightedAtRank(2, UNEVEN),
                skewed.given(ANY),
                skewed.given(FAINT, UNEVEN),
                skewed.tasks(SINGULAR).attention(),
                skewed.features(SINGULAR).attention(),
                skewed.features(SINGULAR).attention(1),
                skewed.features(SINGULAR).tasks(SINGULAR).given(FAINT),
                skewed.noise(RISING_NOISE).attention(),
                skewed.noise(RISING_NOISE).h3(),
                skewed.noise(RISING_NOISE).h3(1),
                skewed.noise(RISING_NOISE).weightedAtRank(1, UNEVEN));
    }

    static List<Question> drifting() {
        Ask fading = Ask.drift(3, 5, new TaskCorrelation.Ar1(0.8)).noise(0.2);
        Ask crossed = fading.features(SKEW).tasks(TURNED);
        Ask growing = Ask.drift(3, 5, new TaskCorrelation.RandomWalk(0.5, 0.3)).noise(0.5);
        Ask line = Ask.drift(4, 6, new TaskCorrelation.LinearDrift()).noise(0.1);
        Ask change = Ask.drift(4, 6, new TaskCorrelation.ChangePoint(3, 0.25));
        Ask any = Ask.drift(3, 3, anyCorrelation()).noise(0.1, 1, 0.5, 0.2);
        return List.of(
                fading.attention(),
                fading.h3(),
                fading.h3(2),
                Ask.drift(2, 4, new TaskCorrelation.Ar1(-0.6)).noise(0).h3(),
                crossed.attention(2),
                crossed.h3(),
                crossed.h3(1),
                crossed.weighted(UNEVEN),
                crossed.given(FAINT, UNEVEN),
                crossed.features(SINGULAR).noise(1).h3(),
                crossed.noise(RISING_NOISE).h3(),
                growing.attention(),
                growing.h3(),
                growing.noise(RISING_NOISE).given(ANY),
                line.attention(),
                line.h3(),
                change.attention(),
                change.h3(),
                any.tasks(TURNED).attention(),
                any.tasks(TURNED).h3(),
                any.tasks(TURNED).weightedAtRank(1, 1, -2, 0.5));
    }

    /** Singular, with variances that are not one. */
    private static TaskCorrelation anyCorrelation() {
        double[][] f = {{1, 0}, {0.5, 1}, {-0.8, 0.7}, {1.2, 0.4}};
        return new TaskCorrelation.Full(Matrix.from(4, 4, (i, j) -> f[i][0] * f[j][0] + f[i][1] * f[j][1]));
    }

    static List<Question> retrieved() {
        Ask middling = Ask.retrieval(4, 6, 0.5).noise(0.5);
        return List.of(
                Ask.retrieval(4, 6, 0).noise(0.5).attention(),
                middling.attention(),
                middling.attention(1),
                middling.h3(2),
                middling.weighted(1, 0.5, 2, 0, -0.2, 1),
                middling.weightedAtRank(2, 1, 0.5, 2, 0, -0.2, 1),
                Ask.retrieval(3, 5, 0.4).noise(0.5).given(FAINT),
                Ask.retrieval(3, 5, 0.4).noise(0.5).given(FAINT, UNEVEN),
                Ask.retrieval(8, 3, 1).noise(0.5).attention(),
                Ask.retrieval(8, 3, 1).noise(0.5).attention(2),
                Ask.retrieval(1, 1, 0.5).noise(0).attention(),
                Ask.retrieval(6, 2, 0.3).noise(0).attention(4));
    }

    static List<Question> rankedRetrieved() {
        Ask ranked = Ask.retrieval(3, 5, RANKED).noise(0.5);
        return List.of(
                ranked.attention(),
                ranked.attention(1),
                ranked.h3(),
                ranked.h3(1),
                ranked.weighted(UNEVEN),
                ranked.given(FAINT, UNEVEN),
                ranked.noise(0).h3(2),
                ranked.noise(RISING_NOISE).attention(),
                ranked.noise(RISING_NOISE).h3(2),
                Ask.retrieval(3, 5, 0.6).noise(RISING_NOISE).h3(),
                Ask.retrieval(1, 2, 0.7, 0.1).noise(0.5).h3());
    }

    static List<Question> anisotropicRetrieved() {
        Ask skewed = Ask.retrieval(3, 5, 0.6).noise(0.3).features(SKEW).tasks(TURNED);
        Ask ranked = Ask.retrieval(3, 5, RANKED).noise(0.3).features(SKEW).tasks(TURNED);
        return List.of(
                skewed.attention(),
                skewed.h3(),
                skewed.weighted(UNEVEN),
                skewed.noise(1).given(FAINT),
                skewed.noise(1).features(SINGULAR).attention(),
                skewed.noise(1).tasks(SINGULAR).attention(),
                ranked.attention(),
                ranked.h3(),
                ranked.noise(RISING_NOISE).h3(),
                ranked.given(FAINT, UNEVEN));
    }

    static List<Question> aligned() {
        Ask slightly = Ask.aligned(4, 6, 0.3).noise(0.5);
        return List.of(
                Ask.aligned(4, 6, 0).noise(0.5).attention(),
                slightly.attention(),
                slightly.attention(1),
                slightly.h3(2),
                slightly.weightedAtRank(3, 1, 0.5, 2, 0, -0.2, 1),
                Ask.aligned(6, 5, 0.4).noise(RISING_NOISE).attention(),
                Ask.aligned(6, 5, 0.4).noise(RISING_NOISE).h3(),
                Ask.aligned(6, 5, 0.4).noise(RISING_NOISE).h3(1),
                Ask.aligned(3, 5, 0.4).noise(0.5).given(FAINT),
                Ask.aligned(3, 5, 0.4).noise(RISING_NOISE).given(FAINT, UNEVEN),
                Ask.aligned(8, 3, 1).noise(2).attention(),
                Ask.aligned(1, 1, 0.4).noise(0).attention(),
                Ask.aligned(6, 2, 0.4).noise(0).attention(3));
    }

    static List<Question> overPositions() {
        Ask independent = Ask.iid(3, 5).noise(0.2).overPositions();
        Ask skewed = independent.features(SKEW).tasks(TURNED);
        Ask fading = Ask.drift(3, 5, new TaskCorrelation.Ar1(0.8)).noise(0.2).overPositions();
        Ask growing = Ask.drift(3, 5, new TaskCorrelation.RandomWalk(0.5, 0.3)).overPositions();
        return List.of(
                independent.attention(),
                independent.h3(),
                skewed.attention(2),
                skewed.h3(),
                skewed.h3(1),
                skewed.weighted(UNEVEN),
                skewed.given(ANY, UNEVEN),
                skewed.noise(RISING_NOISE).h3(),
                fading.attention(),
                fading.h3(),
                growing.tasks(TURNED).h3(2),
                growing.noise(RISING_NOISE).attention());
    }

    /** Features correlated along the prompt, with the query and without it. */
    static List<Question> sequences() {
        Ask smooth = Ask.sequence(3, 5, new TaskCorrelation.Ar1(0.8)).noise(0.3);
        Ask turning = Ask.sequence(3, 5, new TaskCorrelation.Ar1(-0.6)).noise(RISING_NOISE);
        Ask change =
                Ask.sequence(4, 6, new TaskCorrelation.ChangePoint(3, 0.25)).noise(0.5);
        Ask apart = Ask.sequence(3, 5, new TaskCorrelation.Ar1(0.8), SequenceDesign.Query.INDEPENDENT)
                .noise(0.3);
        Ask any = Ask.sequence(3, 5, unitCorrelation(), SequenceDesign.Query.INDEPENDENT);
        return List.of(
                smooth.attention(),
                smooth.attention(1),
                smooth.h3(),
                smooth.h3(2),
                smooth.weighted(UNEVEN),
                smooth.noise(1).given(FAINT, UNEVEN),
                smooth.noise(1).features(SKEW).tasks(TURNED).attention(),
                smooth.noise(1).features(SKEW).tasks(TURNED).weighted(UNEVEN),
                smooth.noise(1).lora(1, Ask.iid(3, 20)),
                turning.attention(),
                turning.h3(),
                change.attention(),
                change.h3(1),
                Ask.sequence(3, 5, unitCorrelation()).h3(),
                apart.attention(),
                apart.h3(),
                apart.features(SKEW).tasks(TURNED).h3(),
                apart.features(SKEW).tasks(TURNED).attention(1),
                apart.noise(RISING_NOISE).h3(),
                apart.given(FAINT, UNEVEN),
                any.attention(),
                any.tasks(TURNED).h3(2));
    }

    /** Singular, of diagonal 1. */
    private static TaskCorrelation unitCorrelation() {
        double[] angles = {0, 0.4, 1.1, 2, 2.9, 0.2};
        return new TaskCorrelation.Full(Matrix.from(6, 6, (i, j) -> Math.cos(angles[i] - angles[j])));
    }

    /** Features that are not Gaussian; Student's t with so many degrees that the conditional risk has a variance. */
    static List<Question> otherLaws() {
        FeatureLaw student = new FeatureLaw.Student(14);
        Ask sphere = Ask.iid(3, 5).noise(0.3).law(new FeatureLaw.Sphere());
        Ask heavy = Ask.iid(3, 5).noise(0.3).law(student);
        Ask fading = Ask.drift(3, 5, new TaskCorrelation.Ar1(0.8)).noise(0.2).law(new FeatureLaw.Sphere());
        return List.of(
                sphere.attention(),
                sphere.noise(0).attention(1),
                sphere.features(SKEW).tasks(TURNED).weighted(UNEVEN),
                sphere.overPositions().features(SKEW).h3(),
                heavy.attention(),
                heavy.features(SKEW).tasks(TURNED).attention(2),
                heavy.noise(RISING_NOISE).h3(),
                fading.h3(),
                fading.law(student).features(SKEW).h3());
    }

    /** LoRA: its optimum is not reported and has to be searched. */
    static List<Question> adapted() {
        Ask skewed = Ask.iid(3, 5).noise(0.3).features(SKEW).tasks(TURNED);
        Ask old = Ask.iid(3, 20).noise(0.1).features(TURNED);
        Ask similar = Ask.retrieval(3, 5, 0.6).noise(0.3);
        return List.of(
                skewed.lora(0, old),
                skewed.lora(1, old),
                skewed.lora(2, Ask.retrieval(3, 4, 0.5).tasks(SKEW)),
                Ask.drift(3, 5, new TaskCorrelation.Ar1(0.8)).tasks(SKEW).lora(1, old),
                skewed.overPositions().lora(1, old),
                similar.lora(1, Ask.iid(3, 20)),
                similar.tasks(SKEW).lora(0, Ask.aligned(3, 12, 0.5)),
                Ask.retrieval(3, 5, RANKED).noise(RISING_NOISE).lora(2, Ask.aligned(3, 5, 0.5)),
                Ask.aligned(3, 5, 0.4).noise(0.3).lora(1, Ask.iid(3, 20)),
                Ask.aligned(3, 5, 0.4)
                        .noise(0.3)
                        .lora(0, Ask.iid(3, 30).features(new Covariance.Diagonal(Vector.of(1, 3, 2)))));
    }
}
