package icl.core.risk;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.TaskCorrelation;
import icl.core.linalg.Vector;
import icl.core.model.Question;
import icl.core.risk.formula.Optimum;
import icl.core.risk.paper.PaperRisk;
import icl.core.simulation.Ask;
import icl.core.simulation.RandomCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far the paper's forms are from the exact risks, and where they say nothing. */
class PaperFormsTest {

    @Test
    void iidIsExactAtEveryRank() {
        always(random -> {
            Ask ask = random.anisotropic(random.iid());
            int rank = random.rank(ask.design());
            for (Question question : new Question[] {ask.attention(), ask.h3(), ask.attention(rank)}) {
                PaperRisk paper = RiskFormulas.paper(question).orElseThrow();
                Optimum exact = RiskFormulas.exact(question);
                assertThat(paper.kind()).isEqualTo(PaperRisk.Relation.EXACT);
                assertThat(paper.risk()).isCloseTo(exact.risk(), within(1e-14 * exact.zeroRisk()));
            }
        });
    }

    /** Error in per cent of the exact risk at alpha = t / sqrt(dim), t = 0, 0.5, 1, 2; noise 1. */
    @ParameterizedTest
    @CsvSource({
        " 10,  10, -3.4, -3.9,  -6.0, -14.0",
        " 10,  40, -4.6, -6.2, -16.4, -38.3",
        " 20,  20, -2.0, -2.4,  -3.8, -10.4",
        " 20,  80, -2.9, -4.0, -11.7, -33.4",
        " 50,  50, -0.9, -1.1,  -1.8,  -5.6",
        " 50, 200, -1.4, -1.9,  -6.2, -23.2",
        "100, 100, -0.5, -0.6,  -0.9,  -3.1",
        "100, 400, -0.7, -1.0,  -3.5, -15.3"
    })
    void retrievalIsOptimisticByAFewPerCent(int d, int n, double t0, double t1, double t2, double t3) {
        double[] t = {0, 0.5, 1, 2};
        double[] printed = {t0, t1, t2, t3};
        for (int i = 0; i < t.length; i++) {
            Question question = Ask.retrieval(d, n, t[i] / Math.sqrt(d)).attention();
            assertThat(percentOff(question)).as("t = %s", t[i]).isCloseTo(printed[i], within(0.05001));
        }
    }

    /** Alpha = 1 / sqrt(dim), length 2 dim, noise 1. */
    @ParameterizedTest
    @CsvSource({"20, -17.9", "100, -5.5", "500, -1.2", "2000, -0.3"})
    void alignedIsRightForManyFeatures(int d, double printed) {
        assertThat(percentOff(Ask.aligned(d, 2 * d, 1 / Math.sqrt(d)).attention()))
                .isCloseTo(printed, within(0.05001));
    }

    private static double percentOff(Question question) {
        PaperRisk paper = RiskFormulas.paper(question).orElseThrow();
        assertThat(paper.kind()).isEqualTo(PaperRisk.Relation.APPROXIMATION);
        double exact = RiskFormulas.exact(question).risk();
        return 100 * (paper.risk() - exact) / exact;
    }

    @Test
    void loraBoundIsReachedByCommutingCovariances() {
        always(random -> {
            Ask ask = diagonal(random, random.iid());
            int d = ask.design().dim();
            Ask base = diagonal(random, Ask.iid(d, 7).noise(random.noise()));
            Question question = ask.lora(random.rank(ask.design()), base);
            PaperRisk paper = RiskFormulas.paper(question).orElseThrow();
            Optimum exact = RiskFormulas.exact(question);

            assertThat(paper.kind()).isEqualTo(PaperRisk.Relation.UPPER_BOUND);
            assertThat(paper.risk()).isCloseTo(exact.risk(), within(1e-12 * exact.risk()));
        });
    }

    private static Ask diagonal(RandomCases random, Ask ask) {
        int d = ask.design().dim();
        double[] x = random.random().doubles(d, 0.1, 2).toArray();
        double[] beta = random.random().doubles(d).toArray();
        return ask.features(new Covariance.Diagonal(Vector.of(x))).tasks(new Covariance.Diagonal(Vector.of(beta)));
    }

    @Test
    void paperIsSilentElsewhere() {
        double[][] skew = {{1, 0.5}, {0.5, 1}};
        Ask iid = Ask.iid(2, 3);
        Ask drift = Ask.drift(2, 3, new TaskCorrelation.Ar1(0.5));
        for (Question question : new Question[] {
            drift.attention(),
            iid.overPositions().attention(),
            iid.noise(1, 1, 1, 2).attention(),
            iid.weighted(1, 2, 3),
            iid.given(skew),
            iid.features(skew).lora(1, iid),
            iid.lora(1, drift),
            Ask.retrieval(2, 3, 0.5).attention(1),
            Ask.retrieval(2, 3, 0.5, 0.4, 0.3).attention(),
            Ask.retrieval(2, 3, 0.5).features(skew).attention(),
            Ask.aligned(2, 3, 0.5).attention(1),
            Ask.aligned(2, 3, 0.5).tasks(skew).attention()
        }) {
            assertThat(RiskFormulas.paper(question)).as("%s", question).isEmpty();
        }
    }
}
