package icl.core.simulation;

import icl.core.covariance.FeatureLaw;
import icl.core.covariance.TaskGroup;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws prompts of a design as its definition reads, feature by feature. */
public final class Prompts {
    private final Design design;
    private final double[][] features; // F with F F' = S_x
    private final double[][] tasks; // F with F F' = S_beta
    private final List<TaskGroup> mixture; // empty where tasks are Gaussian without a mean
    private final double[][] positions; // F with F F' = K; one column of ones when the task stays
    private final double[][] sequence; // F with F F' = C, over the positions of a sequence; no rows on other designs

    public Prompts(Design design) {
        this.design = design;
        this.features = Dense.factor(Dense.of(design.featureCovariance().matrix(design.dim())));
        this.tasks = Dense.factor(Dense.of(design.taskCovariance().matrix(design.dim())));
        this.mixture = mixture(design);
        this.positions = Dense.factor(correlation(design));
        this.sequence = design instanceof SequenceDesign s ? Dense.factor(correlation(s)) : new double[0][];
    }

    /** K, shape (n + 1, n + 1). */
    static double[][] correlation(Design design) {
        int n = design.length();
        return Dense.of(Matrix.from(
                n + 1,
                n + 1,
                (i, j) -> design instanceof DriftDesign drift
                        ? drift.taskCorrelation().at(i, j, n)
                        : 1));
    }

    /** C, shape (n + 1, n + 1), its last row 0 but for the diagonal where the query is independent. */
    private static double[][] correlation(SequenceDesign design) {
        int n = design.length();
        boolean isIndependent = design.query() == SequenceDesign.Query.INDEPENDENT;
        return Dense.of(Matrix.from(
                n + 1,
                n + 1,
                (i, j) -> isIndependent && i != j && (i == n || j == n)
                        ? 0
                        : design.featureCorrelation().at(i, j, n)));
    }

    public Prompt draw(RandomGenerator random) {
        double[][] beta = tasks(random);
        double[][] x = features(random, beta);
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            double deviation = Math.sqrt(design.noiseVariance().at(i));
            y[i] = labelScale(design) * Dense.dot(beta[i], x[i]) + deviation * random.nextGaussian();
        }
        return new Prompt(x, beta, y);
    }

    /** gamma: 1 but where features lean on the task. */
    public static double labelScale(Design design) {
        return design instanceof AlignedDesign a ? 1 / Math.sqrt(a.alpha() * a.alpha() * a.dim() + 1) : 1;
    }

    private static List<TaskGroup> mixture(Design design) {
        return design.gaussianTasks().isPresent()
                ? List.of()
                : design.taskMixture().orElse(List.of());
    }

    /** A task of the group that a uniform number falls into. */
    private double[] ofMixture(RandomGenerator random) {
        double rest = random.nextDouble()
                * mixture.stream().mapToDouble(TaskGroup::weight).sum();
        int chosen = 0;
        while (rest >= mixture.get(chosen).weight() && chosen < mixture.size() - 1) {
            rest -= mixture.get(chosen).weight();
            chosen++;
        }
        TaskGroup group = mixture.get(chosen);
        int dim = design.dim();
        double[] task =
                gaussian(random, Dense.factor(Dense.of(group.covariance().matrix(dim))));
        for (int c = 0; c < dim; c++) {
            task[c] += (float) group.mean().at(c); // in lanes means are in single precision
        }
        return task;
    }

    private double[][] tasks(RandomGenerator random) {
        if (!mixture.isEmpty()) {
            double[][] same = new double[positions.length][];
            Arrays.fill(same, ofMixture(random));
            return same;
        }
        double[][] independent = new double[positions[0].length][];
        for (int k = 0; k < independent.length; k++) {
            independent[k] = gaussian(random, tasks);
        }
        return Dense.times(positions, independent);
    }

    private double[][] features(RandomGenerator random, double[][] beta) {
        int n = design.length();
        if (design instanceof SequenceDesign) {
            double[][] independent = new double[sequence[0].length][];
            Arrays.setAll(independent, k -> gaussian(random, features));
            return Dense.times(sequence, independent);
        }
        double[][] x = new double[n + 1][];
        for (int i = n; i >= 0; i--) {
            x[i] = white(random, features);
            if (design instanceof AlignedDesign aligned) {
                add(x[i], aligned.alpha(), beta[i]);
            }
            if (design instanceof RetrievalDesign retrieval && i < n) {
                double a = retrieval.alpha().at(i);
                double[] own = x[i];
                x[i] = new double[own.length];
                add(x[i], a, x[n]);
                add(x[i], Math.sqrt(1 - a * a), own);
            }
        }
        return x;
    }

    private static void add(double[] sum, double factor, double[] term) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += factor * term[c];
        }
    }

    /** F z with z of the design's feature law, shape (d). */
    private double[] white(RandomGenerator random, double[][] factor) {
        double[] z = new double[factor[0].length];
        Arrays.setAll(z, k -> random.nextGaussian());
        double length = length(random, law(), z);
        double[] value = new double[factor.length];
        Arrays.setAll(value, c -> length * Dense.dot(factor[c], z));
        return value;
    }

    private FeatureLaw law() {
        if (design instanceof IidDesign iid) {
            return iid.featureLaw();
        }
        return design instanceof DriftDesign drift ? drift.featureLaw() : FeatureLaw.gaussian();
    }

    /** What a standard normal vector is multiplied by. */
    private static double length(RandomGenerator random, FeatureLaw law, double[] z) {
        if (law instanceof FeatureLaw.Sphere) {
            return Math.sqrt(z.length / Dense.dot(z, z));
        }
        return law instanceof FeatureLaw.Student t
                ? Math.sqrt((t.degrees() - 2) / chiSquare(random, (int) t.degrees()))
                : 1;
    }

    private static double chiSquare(RandomGenerator random, int degrees) {
        return IntStream.range(0, degrees)
                .mapToDouble(i -> random.nextGaussian())
                .map(g -> g * g)
                .sum();
    }

    /** F z with z standard normal, shape (d). */
    private static double[] gaussian(RandomGenerator random, double[][] factor) {
        double[] value = new double[factor.length];
        double[] z = new double[factor[0].length];
        Arrays.setAll(z, k -> random.nextGaussian());
        for (int c = 0; c < value.length; c++) {
            value[c] = Dense.dot(factor[c], z);
        }
        return value;
    }
}
