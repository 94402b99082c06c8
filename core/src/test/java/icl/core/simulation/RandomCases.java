package icl.core.simulation;

import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Designs of every kind at random, for statements that hold always; a failure names the seed and what was drawn. */
public final class RandomCases {
    private static final int CASES = 200;

    private final RandomGenerator random;
    private final List<Ask> drawn = new ArrayList<>();

    private RandomCases(long seed) {
        random = new SplittableRandom(seed);
    }

    public static void always(Consumer<RandomCases> statement) {
        for (long seed = 0; seed < CASES; seed++) {
            RandomCases cases = new RandomCases(seed);
            try {
                statement.accept(cases);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", " + cases.drawn + ": " + e.getMessage(), e);
            }
        }
    }

    public RandomGenerator random() {
        return random;
    }

    /** Identity covariances, one noise. */
    public Ask iid() {
        return drawn(Ask.iid(dim(), length()).noise(noise()));
    }

    /** Identity covariances, one noise, one alpha. */
    public Ask retrieval() {
        return drawn(Ask.retrieval(dim(), length(), alpha()).noise(noise()));
    }

    /** Identity covariances, an alpha for each example, noise by position in every other case. */
    public Ask ranked() {
        int n = length();
        double[] alphas = random.doubles(n).toArray();
        alphas[random.nextInt(n)] = random.nextInt(2);
        return drawn(sometimesNoisyByPosition(Ask.retrieval(dim(), n, alphas)));
    }

    /** Identity covariances, one noise. */
    public Ask aligned() {
        return drawn(Ask.aligned(dim(), length(), alpha()).noise(noise()));
    }

    /** Identity covariances, noise by position in every other case. */
    public Ask drift() {
        int n = length();
        return drawn(sometimesNoisyByPosition(Ask.drift(dim(), n, correlation(n))));
    }

    /** Features independent of each other and of the tasks, any covariances, another feature law in every other case. */
    public Ask linear() {
        return drawn(gaussian().law(law()));
    }

    /** Gaussian features independent of each other and of the tasks, any covariances. */
    public Ask gaussian() {
        return anisotropic(random.nextBoolean() ? drift() : sometimesNoisyByPosition(iid()));
    }

    private FeatureLaw law() {
        return switch (random.nextInt(4)) {
            case 0 -> new FeatureLaw.Sphere();
            case 1 -> new FeatureLaw.Student(4 + 4 * random.nextDouble(0.1, 1));
            default -> FeatureLaw.gaussian();
        };
    }

    /** Features correlated along the prompt with the query, identity covariances, noise by position in every other case. */
    public Ask sequence() {
        int n = length();
        return drawn(sometimesNoisyByPosition(Ask.sequence(dim(), n, unitCorrelation(n))));
    }

    /** Features correlated along the prompt, an independent query, any covariances, noise by position in every other case. */
    public Ask independentSequence() {
        int n = length();
        Ask ask = Ask.sequence(dim(), n, unitCorrelation(n), SequenceDesign.Query.INDEPENDENT);
        return anisotropic(sometimesNoisyByPosition(ask));
    }

    /** Any design and loss that have closed forms at full rank. */
    public Ask any() {
        return random.nextInt(3) == 0 ? anisotropic(random.nextBoolean() ? retrieval() : ranked()) : anyAtLowRank();
    }

    /** Any design and loss that have closed forms at every rank. */
    public Ask anyAtLowRank() {
        return switch (random.nextInt(7)) {
            case 0 -> linear();
            case 5 -> sequence();
            case 6 -> independentSequence();
            case 1 -> retrieval();
            case 2 -> ranked();
            case 3 -> drawn(sometimesNoisyByPosition(aligned()));
            default -> drawn(linear().overPositions());
        };
    }

    public Ask anisotropic(Ask ask) {
        int d = ask.design().dim();
        return drawn(ask.features(covariance(d)).tasks(covariance(d)));
    }

    /** One of each kind, as far as the design has closed forms for it. */
    public List<Predictor> predictors(Design design) {
        List<Predictor> predictors = new ArrayList<>(fullRankPredictors(design));
        if (design.isIsotropic() || !(design instanceof RetrievalDesign)) {
            Optional<Integer> rank = Optional.of(rank(design));
            predictors.add(new Predictor.Attention(rank));
            predictors.add(new Predictor.H3(rank));
            predictors.add(new Predictor.Weighted(Vector.of(weights(design.length())), rank));
        }
        predictors.add(new Predictor.Lora(0, base(design.dim()).design()));
        return predictors;
    }

    public List<Predictor> fullRankPredictors(Design design) {
        Vector weights = Vector.of(weights(design.length()));
        Matrix w = Matrix.of(matrix(design.dim(), design.dim()));
        return List.of(
                new Predictor.Attention(Optional.empty()),
                new Predictor.H3(Optional.empty()),
                new Predictor.Weighted(weights, Optional.empty()),
                new Predictor.Given(w, Optional.empty()),
                new Predictor.Given(w, Optional.of(weights)));
    }

    /** A design with so many features that a LoRA update may start from. */
    public Ask base(int dim) {
        int n = length();
        Ask base = switch (random.nextInt(3)) {
            case 0 -> Ask.iid(dim, n);
            case 1 -> Ask.drift(dim, n, correlation(n));
            default -> Ask.retrieval(dim, n, alpha());
        };
        return anisotropic(base.noise(noise()));
    }

    public int rank(Design design) {
        return random.nextInt(design.dim() + 1);
    }

    private Ask drawn(Ask ask) {
        drawn.add(ask);
        return ask;
    }

    private Ask sometimesNoisyByPosition(Ask ask) {
        return random.nextBoolean()
                ? ask.noise(noise())
                : ask.noise(noises(ask.design().length()));
    }

    private int dim() {
        return 1 + random.nextInt(6);
    }

    private int length() {
        return 1 + random.nextInt(9);
    }

    /** In every fourth case 0 or 1. */
    private double alpha() {
        return random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
    }

    public double noise() {
        return random.nextInt(4) == 0 ? 0 : 2 * random.nextDouble();
    }

    public double[] noises(int length) {
        return random.doubles(length + 1, 0, 2).toArray();
    }

    /** Both signs. */
    public double[] weights(int length) {
        double[] weights = new double[length];
        Arrays.setAll(weights, i -> 0.5 + random.nextGaussian());
        return weights;
    }

    /** Gaussian entries. */
    public double[][] matrix(int rows, int columns) {
        double[][] a = new double[rows][columns];
        for (double[] row : a) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        return a;
    }

    /** Orthogonal. */
    public double[][] rotation(int dim) {
        double[][] a = matrix(dim, dim);
        return Dense.Eigen.of(Dense.plus(a, 1, Dense.transposed(a))).rows();
    }

    /** Diagonal, dense or singular. */
    public Covariance covariance(int dim) {
        return switch (random.nextInt(4)) {
            case 0 -> new Covariance.PowerLaw(2 * random.nextDouble());
            case 1 ->
                new Covariance.Diagonal(
                        Vector.from(dim, i -> i > 0 && random.nextInt(4) == 0 ? 0 : random.nextDouble()));
            case 2 -> new Covariance.Full(gram(dim, 2 * dim));
            default -> new Covariance.Full(gram(dim, (dim + 1) / 2));
        };
    }

    public TaskCorrelation correlation(int length) {
        return switch (random.nextInt(6)) {
            case 0 -> new TaskCorrelation.Ar1(random.nextDouble(-1, 1));
            case 1 -> new TaskCorrelation.LinearDrift();
            case 2 -> new TaskCorrelation.ChangePoint(random.nextInt(length + 1), random.nextDouble(-1, 1));
            case 3 -> new TaskCorrelation.RandomWalk(random.nextDouble(), random.nextDouble());
            case 4 -> new TaskCorrelation.Full(gram(length + 1, 2));
            default -> new TaskCorrelation.Full(gram(length + 1, length + 3));
        };
    }

    /** Of diagonal 1. */
    public TaskCorrelation unitCorrelation(int length) {
        return switch (random.nextInt(5)) {
            case 0 -> new TaskCorrelation.Ar1(random.nextDouble(-1, 1));
            case 1 -> new TaskCorrelation.Ar1(random.nextBoolean() ? 1 : -1);
            case 2 -> new TaskCorrelation.ChangePoint(random.nextInt(length + 1), random.nextDouble(-1, 1));
            case 3 -> new TaskCorrelation.Full(scaled(gram(length + 1, 2)));
            default -> new TaskCorrelation.Full(scaled(gram(length + 1, length + 3)));
        };
    }

    private static Matrix scaled(Matrix a) {
        return Matrix.from(
                a.rows(), a.rows(), (i, j) -> i == j ? 1 : a.get(i, j) / Math.sqrt(a.get(i, i) * a.get(j, j)));
    }

    /** A A' / rank. */
    private Matrix gram(int size, int rank) {
        double[][] a = matrix(size, rank);
        return Matrix.from(size, size, (i, j) -> Dense.dot(a[i], a[j]) / rank);
    }
}
