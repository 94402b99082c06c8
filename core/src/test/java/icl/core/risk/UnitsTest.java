package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A power of two on all variances scales every risk exactly; what no double can hold is refused. */
class UnitsTest {
    private static final Covariance X = new Covariance.Diagonal(Vector.of(2, 0.5, 1));
    private static final Covariance B = new Covariance.Diagonal(Vector.of(1, 0.25, 3));

    @Test
    void powersOfTwoScaleRisksExactly() {
        for (int exponent : new int[] {-1000, -330, -100, -30, -6, 6, 30, 100, 330, 1000}) {
            for (int k = 0; k < designs(0).size(); k++) {
                Design plain = designs(0).get(k);
                Design scaled = designs(exponent).get(k);
                for (Predictor predictor : predictors()) {
                    double expected = Math.scalb(risk(plain, predictor), exponent);
                    assertThat(risk(scaled, predictor))
                            .as("%s %s 2^%d", predictor, scaled, exponent)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** Labels of variance 2^exponent: half of it from the features, except on aligned, where both share a scale. */
    private static List<Design> designs(int exponent) {
        int half = exponent / 2;
        Profile noise = Profile.common(Math.scalb(0.3, exponent));
        return List.of(
                new IidDesign(3, 4, noise, X.scaled(3, half), B.scaled(3, exponent - half)),
                new IidDesign(3, 4, noise, X, B.scaled(3, exponent)),
                new RetrievalDesign(3, 4, noise, Profile.common(0.4), X.scaled(3, half), B.scaled(3, exponent - half)),
                new AlignedDesign(
                        3,
                        4,
                        noise,
                        0.4,
                        Covariance.identity().scaled(3, half),
                        Covariance.identity().scaled(3, half)),
                new DriftDesign(3, 4, noise, new TaskCorrelation.Ar1(0.8), X.scaled(3, half), B.scaled(3, half)),
                new SequenceDesign(
                        3,
                        4,
                        noise,
                        new TaskCorrelation.Ar1(0.8),
                        SequenceDesign.Query.CORRELATED,
                        Covariance.identity().scaled(3, half),
                        Covariance.identity().scaled(3, exponent - half)),
                new SequenceDesign(
                        3,
                        4,
                        noise,
                        new TaskCorrelation.Ar1(0.8),
                        SequenceDesign.Query.INDEPENDENT,
                        X.scaled(3, half),
                        B.scaled(3, exponent - half)),
                new IidDesign(3, 4, noise, X, B.scaled(3, exponent), new FeatureLaw.Sphere()),
                new DriftDesign(
                        3,
                        4,
                        noise,
                        new TaskCorrelation.RandomWalk(Math.scalb(0.5, exponent), Math.scalb(0.1, exponent)),
                        X,
                        B));
    }

    private static List<Predictor> predictors() {
        return List.of(
                new Predictor.Attention(Optional.empty()),
                new Predictor.H3(Optional.empty()),
                new Predictor.Weighted(Vector.of(1, 2, 3, 4), Optional.empty()),
                new Predictor.Attention(Optional.of(0)));
    }

    private static double risk(Design design, Predictor predictor) {
        return RiskFormulas.exact(new Question(design, predictor, Loss.QUERY)).risk();
    }

    private static double iid(double noise, Covariance tasks, int dim) {
        return risk(
                new IidDesign(dim, 3, Profile.common(noise), Covariance.identity(), tasks),
                new Predictor.Attention(Optional.empty()));
    }

    private static Covariance diagonal(double... values) {
        return new Covariance.Diagonal(Vector.of(values));
    }

    @Test
    void tinyTasks() {
        assertThat(iid(0, diagonal(1e-162), 1) / 1e-162).isCloseTo(iid(0, diagonal(1), 1), within(1e-13));
        assertThat(iid(0, diagonal(1e-170), 1) / 1e-170).isCloseTo(iid(0, diagonal(1), 1), within(1e-13));
        assertThat(iid(0, diagonal(Double.MIN_VALUE * 64), 1)).isPositive();
    }

    @Test
    void hugeTasks() {
        assertThat(iid(0, diagonal(2e154, 1e154, 0.5e154), 3) / 1e154)
                .isCloseTo(iid(0, diagonal(2, 1, 0.5), 3), within(1e-13));
        assertThat(iid(0, new Covariance.Spiked(2, 1e308), 3))
                .isCloseTo(iid(0, diagonal(1.5, 1.5, 0), 3), within(1e-12));
    }

    @Test
    void onlyRatiosOfWeightsMatter() {
        Design design = new IidDesign(2, 3, Profile.common(0.5), Covariance.identity(), Covariance.identity());
        double expected = risk(design, new Predictor.Weighted(Vector.of(1, 2, 3), Optional.empty()));
        for (double scale : new double[] {1e-200, 1e200, 1e-300}) {
            Vector weights = Vector.of(scale, 2 * scale, 3 * scale);
            assertThat(risk(design, new Predictor.Weighted(weights, Optional.empty())))
                    .isCloseTo(expected, within(1e-14));
        }
    }

    @Test
    void risksBeyondTheRangeOfDoublesAreRefused() {
        Design design = new IidDesign(1, 3, Profile.common(0), diagonal(1e200), diagonal(1e200));
        assertThatThrownBy(() -> risk(design, new Predictor.Attention(Optional.empty())))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid risk: above 1.7976931348623157E308 (must be a number that a double can hold)");
    }
}
