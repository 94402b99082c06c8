package icl.core.simulation;

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
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Questions in few words: {@code Ask.iid(5, 20).noise(0.25).attention()}. Noise is 1 and covariances are the identity unless
 * said otherwise.
 */
public record Ask(Design design, Loss loss) {

    public static Ask iid(int dim, int length) {
        return about(new IidDesign(dim, length, Profile.common(1), Covariance.identity(), Covariance.identity()));
    }

    public static Ask drift(int dim, int length, TaskCorrelation k) {
        return about(new DriftDesign(dim, length, Profile.common(1), k, Covariance.identity(), Covariance.identity()));
    }

    /** Features correlated along the prompt, the query included. */
    public static Ask sequence(int dim, int length, TaskCorrelation c) {
        return sequence(dim, length, c, SequenceDesign.Query.CORRELATED);
    }

    public static Ask sequence(int dim, int length, TaskCorrelation c, SequenceDesign.Query query) {
        return about(new SequenceDesign(
                dim, length, Profile.common(1), c, query, Covariance.identity(), Covariance.identity()));
    }

    /** One alpha, or one for each example. */
    public static Ask retrieval(int dim, int length, double... alpha) {
        Profile profile = new Profile(Vector.of(alpha));
        return about(new RetrievalDesign(
                dim, length, Profile.common(1), profile, Covariance.identity(), Covariance.identity()));
    }

    public static Ask aligned(int dim, int length, double alpha) {
        return about(
                new AlignedDesign(dim, length, Profile.common(1), alpha, Covariance.identity(), Covariance.identity()));
    }

    public static Ask about(Design design) {
        return new Ask(design, Loss.QUERY);
    }

    public Ask overPositions() {
        return new Ask(design, Loss.POSITIONS);
    }

    /** One variance, or one for each position. */
    public Ask noise(double... variance) {
        return with(design.length(), new Profile(Vector.of(variance)), features(), tasks());
    }

    public Ask features(Covariance covariance) {
        return with(design.length(), design.noiseVariance(), covariance, tasks());
    }

    public Ask features(double[][] matrix) {
        return features(new Covariance.Full(Matrix.of(matrix)));
    }

    public Ask tasks(Covariance covariance) {
        return with(design.length(), design.noiseVariance(), features(), covariance);
    }

    public Ask tasks(double[][] matrix) {
        return tasks(new Covariance.Full(Matrix.of(matrix)));
    }

    public Ask length(int length) {
        return with(length, design.noiseVariance(), features(), tasks());
    }

    /** The design with features of another law, where it has one. */
    public Ask law(FeatureLaw law) {
        return with("feature_law", law);
    }

    /** Tasks of {@code iid} with a mean: one number, or one for each coordinate. */
    public Ask mean(double... mean) {
        return withTasks(new Profile(Vector.of(mean)), Optional.empty(), Optional.empty());
    }

    /** A mixture of tasks of {@code iid}. */
    public Ask groups(TaskGroup... groups) {
        return withTasks(Profile.common(0), Optional.of(new TaskGroups(List.of(groups))), Optional.empty());
    }

    /** A bank of tasks drawn from those that there are. */
    public Ask pool(int size, long seed) {
        IidDesign iid = (IidDesign) design;
        return withTasks(iid.taskMean(), iid.taskGroups(), Optional.of(new TaskPool(size, seed)));
    }

    private Ask withTasks(Profile mean, Optional<TaskGroups> groups, Optional<TaskPool> pool) {
        return new Ask(
                new IidDesign(
                        design.dim(), design.length(), design.noiseVariance(), features(), tasks(), mean, groups, pool),
                loss);
    }

    private Covariance features() {
        return design.featureCovariance();
    }

    private Covariance tasks() {
        return design.taskCovariance();
    }

    private Ask with(int length, Profile noise, Covariance features, Covariance tasks) {
        return new Ask(
                Samples.with(
                        design,
                        Map.of(
                                "length", length,
                                "noise_variance", noise,
                                "feature_covariance", features,
                                "task_covariance", tasks)),
                loss);
    }

    private Ask with(String component, Object value) {
        return new Ask(Samples.with(design, component, value), loss);
    }

    public Question attention() {
        return of(new Predictor.Attention(Optional.empty()));
    }

    public Question attention(int rank) {
        return of(new Predictor.Attention(Optional.of(rank)));
    }

    public Question h3() {
        return of(new Predictor.H3(Optional.empty()));
    }

    public Question h3(int rank) {
        return of(new Predictor.H3(Optional.of(rank)));
    }

    public Question weighted(double... weights) {
        return of(new Predictor.Weighted(Vector.of(weights), Optional.empty()));
    }

    public Question weightedAtRank(int rank, double... weights) {
        return of(new Predictor.Weighted(Vector.of(weights), Optional.of(rank)));
    }

    public Question given(double[][] preconditioner) {
        return of(new Predictor.Given(Matrix.of(preconditioner), Optional.empty()));
    }

    public Question given(double[][] preconditioner, double... weights) {
        return of(new Predictor.Given(Matrix.of(preconditioner), Optional.of(Vector.of(weights))));
    }

    public Question lora(int rank, Ask base) {
        return of(new Predictor.Lora(rank, base.design()));
    }

    public Question of(Predictor predictor) {
        return new Question(design, predictor, loss);
    }
}
