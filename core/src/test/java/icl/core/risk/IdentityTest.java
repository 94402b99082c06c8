package icl.core.risk;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.RetrievalDesign;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.formula.Optimum;
import icl.core.simulation.Ask;
import icl.core.simulation.Dense;
import icl.core.simulation.RandomCases;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Different questions that have one answer, over random designs. */
class IdentityTest {
    /** Relative to the larger of risk and zero risk: what the rounding of rotated and whitened matrices leaves. */
    private static final double TOLERANCE = 1e-11;

    /** Sums of d + 1 numbers in another order. */
    private static final double ULP = 1e-15;

    @Test
    void alphaZeroIsIid() {
        always(random -> {
            Ask iid = random.iid();
            Design design = iid.design();
            Ask retrieval = Ask.retrieval(design.dim(), design.length(), 0).noise(noise(design));
            Ask aligned = Ask.aligned(design.dim(), design.length(), 0).noise(noise(design));
            for (Predictor predictor : random.predictors(design)) {
                same(retrieval.of(predictor), iid.of(predictor));
                same(aligned.of(predictor), iid.of(predictor));
            }
        });
    }

    @Test
    void alphaZeroIsIidForAnyCovariances() {
        always(random -> {
            Ask iid = random.anisotropic(random.iid());
            Design design = iid.design();
            Ask retrieval = Ask.retrieval(design.dim(), design.length(), 0)
                    .noise(noise(design))
                    .features(design.featureCovariance())
                    .tasks(design.taskCovariance());
            for (Predictor predictor : random.fullRankPredictors(design)) {
                same(retrieval.of(predictor), iid.of(predictor));
            }
        });
    }

    @Test
    void taskThatStaysIsIid() {
        always(random -> {
            Ask iid = random.anisotropic(random.iid());
            Design design = iid.design();
            int n = design.length();
            for (TaskCorrelation one : List.of(
                    new TaskCorrelation.Ar1(1),
                    new TaskCorrelation.ChangePoint(n / 2, 1),
                    new TaskCorrelation.RandomWalk(1, 0),
                    new TaskCorrelation.Full(Matrix.from(n + 1, n + 1, (i, j) -> 1)))) {
                Ask drift = Ask.drift(design.dim(), n, one)
                        .noise(noise(design))
                        .features(design.featureCovariance())
                        .tasks(design.taskCovariance());
                for (Predictor predictor : random.predictors(design)) {
                    same(drift.of(predictor), iid.of(predictor));
                    same(
                            drift.overPositions().of(predictor),
                            iid.overPositions().of(predictor));
                }
            }
        });
    }

    @Test
    void noiseThatIsWrittenOutByPositionIsTheSameQuestion() {
        always(random -> {
            Ask ask = random.any();
            Design design = ask.design();
            double noise = random.noise();
            double[] all = Vector.constant(noise, design.length() + 1).toArray();

            assertThat(ask.noise(all).attention()).isEqualTo(ask.noise(noise).attention());
        });
    }

    @Test
    void h3IsAttentionWhereExamplesAreExchangeable() {
        always(random -> {
            for (Ask ask : List.of(
                    random.anisotropic(random.iid()),
                    random.retrieval(),
                    random.anisotropic(random.retrieval()),
                    random.aligned())) {
                same(ask.h3(), ask.attention());
            }
        });
    }

    @Test
    void equalWeightsAreAttention() {
        always(random -> {
            Ask ask = random.any();
            int n = ask.design().length();
            double[] equal =
                    Vector.constant(random.random().nextDouble(-2, 2), n).toArray();

            same(ask.weighted(equal), ask.attention());
            assertThat(RiskFormulas.exact(ask.weighted(equal)).effectiveLength())
                    .isCloseTo(n, within(1e-12 * n));
        });
    }

    @Test
    void scaleOfTheWeightsIsThatOfThePreconditioner() {
        always(random -> {
            Ask ask = random.any();
            double[] weights = random.weights(ask.design().length());
            double[] scaled = Vector.of(weights).map(w -> -3 * w).toArray();
            double[][] w = random.matrix(ask.design().dim(), ask.design().dim());
            double[][] third = Dense.plus(w, -4.0 / 3, w);

            same(ask.weighted(scaled), ask.weighted(weights));
            same(ask.given(third, scaled), ask.given(w, weights));
        });
    }

    @Test
    void rankBeyondTheSpectrumIsFullRank() {
        always(random -> {
            Ask ask = random.linear();
            int d = ask.design().dim();
            int support = random.random().nextInt(d) + 1;
            Ask flat = ask.tasks(new Covariance.Diagonal(Vector.from(d, i -> i < support ? d - i : 0)));

            assertThat(ask.attention(d)).isEqualTo(ask.attention());
            assertThat(ask.h3(d)).isEqualTo(ask.h3());
            same(flat.attention(support), flat.attention());
            same(flat.h3(support), flat.h3());
        });
    }

    @Test
    void rankZeroPredictsZero() {
        always(random -> {
            Ask ask = random.any();
            double[] weights = random.weights(ask.design().length());
            for (Question question : List.of(ask.attention(0), ask.h3(0), ask.weightedAtRank(0, weights))) {
                Optimum risk = RiskFormulas.exact(question);
                assertThat(risk.risk()).isCloseTo(risk.zeroRisk(), within(ULP * risk.zeroRisk()));
                assertThat(risk.gain()).isZero();
                assertThat(risk.scales().orElseThrow().toArray()).containsOnly(0);
            }
        });
    }

    @Test
    void noExamplesPredictZero() {
        always(random -> {
            int d = 1 + random.random().nextInt(5);
            double noise = random.noise();
            for (Ask ask : List.of(
                    Ask.iid(d, 0),
                    Ask.drift(d, 0, random.correlation(0)),
                    Ask.retrieval(d, 0, 0.5),
                    Ask.aligned(d, 0, 0.5),
                    Ask.sequence(d, 0, new TaskCorrelation.Ar1(0.5)),
                    random.anisotropic(Ask.iid(d, 0)),
                    random.anisotropic(Ask.retrieval(d, 0, 0.5)),
                    Ask.iid(d, 0).overPositions())) {
                for (Predictor predictor : random.predictors(ask.design())) {
                    Optimum risk = RiskFormulas.exact(ask.noise(noise).of(predictor));
                    assertThat(risk.risk())
                            .as("%s", predictor)
                            .isCloseTo(risk.zeroRisk(), within(ULP * risk.zeroRisk()));
                    assertThat(risk.gain()).isZero();
                    assertThat(risk.effectiveLength()).isZero();
                }
            }
        });
    }

    @Test
    void noTaskLeavesTheNoise() {
        always(random -> {
            Ask ask = withCovariances(random);
            int n = ask.design().length();
            Ask silent = ask.tasks(
                    new Covariance.Diagonal(Vector.constant(0, ask.design().dim())));
            for (Predictor predictor : random.fullRankPredictors(ask.design())) {
                if (!(predictor instanceof Predictor.Given)) {
                    Optimum risk = RiskFormulas.exact(silent.of(predictor));
                    assertThat(risk.risk())
                            .isEqualTo(ask.design().noiseVariance().at(n));
                    assertThat(risk.halfRank()).isEmpty();
                }
            }
        });
    }

    @Test
    void weightsThatCancelGainNothingFromExchangeableExamples() {
        always(random -> {
            for (Ask ask : List.of(
                    random.anisotropic(random.iid()), random.anisotropic(random.retrieval()), random.aligned())) {
                int n = ask.design().length();
                double[] half = random.weights(n);
                double[] cancelling = IntStream.range(0, n)
                        .mapToDouble(i -> i == n - 1 - i ? 0 : i < n - 1 - i ? half[i] : -half[n - 1 - i])
                        .toArray();
                Optimum risk = RiskFormulas.exact(ask.weighted(cancelling));
                assertThat(risk.risk()).isCloseTo(risk.zeroRisk(), within(ULP * risk.zeroRisk()));
                assertThat(risk.effectiveLength()).isZero();
            }
        });
    }

    @Test
    void weightsOfZeroPredictZero() {
        always(random -> {
            Ask ask = random.any();
            Optimum risk =
                    RiskFormulas.exact(ask.weighted(new double[ask.design().length()]));
            assertThat(risk.risk()).isCloseTo(risk.zeroRisk(), within(ULP * risk.zeroRisk()));
            assertThat(risk.gain()).isZero();
        });
    }

    /** An example with neither task nor noise has label 0. */
    @Test
    void exampleWithoutLabelChangesNothing() {
        always(random -> {
            Ask ask = random.drift();
            DriftDesign design = (DriftDesign) ask.design();
            int n = design.length();
            Matrix k = Matrix.from(
                    n + 2,
                    n + 2,
                    (i, j) -> i * j == 0 ? 0 : design.taskCorrelation().at(i - 1, j - 1, n));
            double[] noise = IntStream.range(0, n + 2)
                    .mapToDouble(i -> i == 0 ? 0 : design.noiseVariance().at(i - 1))
                    .toArray();
            Ask longer =
                    Ask.drift(design.dim(), n + 1, new TaskCorrelation.Full(k)).noise(noise);

            same(longer.attention(), ask.attention());
            same(longer.h3(), ask.h3());
            assertThat(RiskFormulas.exact(longer.h3()).weights().orElseThrow().get(0))
                    .isZero();
        });
    }

    @Test
    void riskAndGainAddUpToTheZeroRisk() {
        always(random -> {
            Ask ask = random.any();
            for (Predictor predictor : random.predictors(ask.design())) {
                Optimum risk = RiskFormulas.exact(ask.of(predictor));
                assertThat(risk.risk() + risk.gain())
                        .as("%s", predictor)
                        .isCloseTo(risk.zeroRisk(), within(1e-14 * (risk.risk() + risk.zeroRisk())));
            }
        });
    }

    @Test
    void rotationChangesNothing() {
        always(random -> {
            Ask ask = random.any();
            double[][] rotation = random.rotation(ask.design().dim());
            Ask turned = turned(ask, rotation);
            for (Predictor predictor : random.predictors(ask.design())) {
                same(turned.of(turned(predictor, rotation)), ask.of(predictor));
            }
        });
    }

    private static Ask turned(Ask ask, double[][] rotation) {
        if (ask.design().isIsotropic()) {
            return ask;
        }
        int d = ask.design().dim();
        return ask.features(turned(ask.design().featureCovariance().matrix(d), rotation))
                .tasks(turned(ask.design().taskCovariance().matrix(d), rotation));
    }

    private static double[][] turned(Matrix m, double[][] rotation) {
        return Dense.times(Dense.times(rotation, Dense.of(m)), Dense.transposed(rotation));
    }

    private static Predictor turned(Predictor predictor, double[][] rotation) {
        if (predictor instanceof Predictor.Given given) {
            return new Predictor.Given(Matrix.of(turned(given.preconditioner(), rotation)), given.weights());
        }
        if (predictor instanceof Predictor.Lora lora) {
            return new Predictor.Lora(
                    lora.rank(), turned(Ask.about(lora.base()), rotation).design());
        }
        return predictor;
    }

    /** Any two covariances act as identity features and the tasks S_x^(1/2) S_beta S_x^(1/2). */
    @Test
    void whiteningTheFeaturesChangesNothing() {
        always(random -> {
            Ask ask = withCovariances(random);
            int d = ask.design().dim();
            double[][] f = Dense.plus(Dense.identity(d), 0.5, random.matrix(d, d));
            double[][] white = Dense.times(
                    Dense.times(
                            Dense.transposed(f),
                            Dense.of(ask.design().taskCovariance().matrix(d))),
                    f);
            Ask coloured = ask.features(Dense.times(f, Dense.transposed(f)));
            Ask whitened = ask.features(Covariance.identity()).tasks(white);
            double[][] w = random.matrix(d, d);
            double[][] seen = Dense.times(Dense.times(Dense.transposed(f), w), f);
            double[] weights = random.weights(ask.design().length());

            same(whitened.attention(), coloured.attention());
            same(whitened.h3(), coloured.h3());
            same(whitened.weighted(weights), coloured.weighted(weights));
            same(whitened.given(seen, weights), coloured.given(w, weights));
        });
    }

    @Test
    void unitOfTheLabelsIsThatOfTheRisk() {
        always(random -> {
            Ask ask = withCovariances(random);
            Design design = ask.design();
            double[][] tasks = Dense.of(design.taskCovariance().matrix(design.dim()));
            Ask fourfold = ask.tasks(Dense.plus(tasks, 3, tasks))
                    .noise(design.noiseVariance().values().map(v -> 4 * v).toArray());
            for (Predictor predictor : random.fullRankPredictors(design)) {
                Optimum one = RiskFormulas.exact(ask.of(predictor));
                Optimum four = RiskFormulas.exact(fourfold.of(predictor));
                close(four.risk() / 4, one.risk(), one);
                close(four.gain() / 4, one.gain(), one);
            }
        });
    }

    @Test
    void orderOfTheExamplesDoesNotMatter() {
        always(random -> {
            Ask ask = withCovariances(random);
            Design design = ask.design();
            int n = design.length();
            int shift = random.random().nextInt(n);
            IntUnaryOperator from = i -> i == n ? n : (i + shift) % n;
            Ask moved = moved(ask, from);
            double[] weights = random.weights(n);
            double[] movedWeights = IntStream.range(0, n)
                    .mapToDouble(i -> weights[from.applyAsInt(i)])
                    .toArray();

            same(moved.attention(), ask.attention());
            same(moved.h3(), ask.h3());
            same(moved.weighted(movedWeights), ask.weighted(weights));
        });
    }

    /** Any covariances, and closed forms at full rank. */
    private static Ask withCovariances(RandomCases random) {
        return switch (random.random().nextInt(3)) {
            case 0 -> random.linear();
            case 1 -> random.independentSequence();
            default -> random.anisotropic(random.ranked());
        };
    }

    private static Ask moved(Ask ask, IntUnaryOperator from) {
        Design design = ask.design();
        int d = design.dim();
        int n = design.length();
        double[] noise = IntStream.rangeClosed(0, n)
                .mapToDouble(i -> design.noiseVariance().at(from.applyAsInt(i)))
                .toArray();
        Ask moved = ask;
        if (design instanceof RetrievalDesign retrieval) {
            double[] alpha = IntStream.range(0, n)
                    .mapToDouble(i -> retrieval.alpha().at(from.applyAsInt(i)))
                    .toArray();
            moved = Ask.retrieval(d, n, alpha);
        } else if (design instanceof DriftDesign drift) {
            Matrix k = Matrix.from(
                    n + 1, n + 1, (i, j) -> drift.taskCorrelation().at(from.applyAsInt(i), from.applyAsInt(j), n));
            moved = Ask.drift(d, n, new TaskCorrelation.Full(k)).law(drift.featureLaw());
        } else if (design instanceof SequenceDesign sequence) {
            Matrix c = Matrix.from(
                    n + 1,
                    n + 1,
                    (i, j) -> sequence.featureCorrelation().at(from.applyAsInt(i), from.applyAsInt(j), n));
            moved = Ask.sequence(d, n, new TaskCorrelation.Full(c), sequence.query());
        }
        return moved.noise(noise).features(design.featureCovariance()).tasks(design.taskCovariance());
    }

    @Test
    void alphasThatAreEqualAreOneAlpha() {
        always(random -> {
            Ask ask = random.retrieval();
            RetrievalDesign design = (RetrievalDesign) ask.design();
            double[] alphas =
                    Vector.constant(design.alpha().at(0), design.length()).toArray();
            Ask written = Ask.retrieval(design.dim(), design.length(), alphas).noise(noise(design));

            assertThat(written.attention()).isEqualTo(ask.attention());
        });
    }

    private static double noise(Design design) {
        return design.noiseVariance().at(0);
    }

    private static void same(Question one, Question other) {
        Same.risk(one, other, TOLERANCE);
    }

    private static void close(double actual, double expected, Optimum size) {
        assertThat(actual).isCloseTo(expected, within(TOLERANCE * Math.max(size.risk(), size.zeroRisk())));
    }
}
