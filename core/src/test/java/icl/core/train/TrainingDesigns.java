package icl.core.train;

import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.covariance.TaskGroup;
import icl.core.design.Design;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Matrix;
import icl.core.simulation.Ask;
import java.util.List;

/** Small designs of every kind, with the covariances, noises and correlations that prompts are drawn by in ways of their own. */
final class TrainingDesigns {
    private static final double[][] SKEW = {{1.5, 0.6, 0.1}, {0.6, 0.8, -0.3}, {0.1, -0.3, 0.5}};
    private static final double[][] TURNED = {{0.4, -0.2, 0.3}, {-0.2, 1.2, 0.5}, {0.3, 0.5, 1.7}};

    private TrainingDesigns() {}

    /** Of dim 3. */
    static List<Design> all(int length) {
        double[] noises = new double[length + 1];
        double[] alphas = new double[length];
        for (int i = 0; i < length; i++) {
            noises[i] = 0.3 * i;
            alphas[i] = i / (length - 1.0);
        }
        TaskCorrelation any = new TaskCorrelation.Full(
                Matrix.from(length + 1, length + 1, (i, j) -> (i == j ? 0.5 : 0) + 1 + 0.1 * i * j));
        List<Ask> asks = List.of(
                Ask.iid(3, length).noise(0.5),
                Ask.iid(3, length).noise(noises).features(SKEW).tasks(TURNED),
                Ask.iid(3, length).noise(0).features(new Covariance.PowerLaw(1)),
                Ask.iid(3, length).noise(0.5).groups(group(0.3, 1, SKEW), group(0.7, -0.5, TURNED)),
                Ask.retrieval(3, length, 0.6).noise(0.5),
                Ask.retrieval(3, length, alphas).noise(noises).features(SKEW).tasks(TURNED),
                Ask.retrieval(3, length, 1).noise(0.2),
                Ask.aligned(3, length, 0.6).noise(0.5),
                Ask.aligned(3, length, 1).noise(0),
                Ask.drift(3, length, new TaskCorrelation.Ar1(0.7)).noise(0.5),
                Ask.drift(3, length, new TaskCorrelation.RandomWalk(0.5, 0.3)).features(SKEW),
                Ask.drift(3, length, any).tasks(TURNED).noise(noises),
                Ask.sequence(3, length, new TaskCorrelation.Ar1(0.7))
                        .features(SKEW)
                        .noise(noises),
                Ask.sequence(3, length, new TaskCorrelation.Ar1(0.7), SequenceDesign.Query.INDEPENDENT),
                Ask.iid(3, length).noise(0.5).law(new FeatureLaw.Sphere()));
        return asks.stream().map(Ask::design).toList();
    }

    private static TaskGroup group(double weight, double mean, double[][] covariance) {
        return new TaskGroup(weight, Profile.common(mean), new Covariance.Full(Matrix.of(covariance)));
    }

    /** Of which prompts can be drawn without their examples. */
    static List<Design> reduced(int length) {
        List<Ask> asks = List.of(
                Ask.iid(3, length).noise(0.5),
                Ask.iid(3, length).noise(0.3).features(SKEW).tasks(TURNED),
                Ask.iid(3, length).noise(0).tasks(new Covariance.PowerLaw(1)),
                Ask.retrieval(3, length, 0.3).noise(0.5),
                Ask.retrieval(3, length, 0.6).noise(0.2).features(SKEW).tasks(TURNED),
                Ask.retrieval(3, length, 1).noise(0.2),
                Ask.aligned(3, length, 0.3).noise(0.5),
                Ask.aligned(3, length, 0.6).noise(0));
        return asks.stream().map(Ask::design).toList();
    }
}
