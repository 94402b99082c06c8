package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.TaskCorrelation;
import icl.core.linalg.Vector;
import icl.core.model.Question;
import icl.core.risk.formula.Optimum;
import icl.core.simulation.Ask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of docs/formulas.md, to their printed digits, and a few exact fractions. */
class PrintedTablesTest {

    @Test
    void independentDataIsAFraction() {
        assertThat(risk(Ask.iid(5, 20).noise(0.25).attention())).isCloseTo(121.0 / 84, within(1e-15));
    }

    @Test
    void oneRetrievedExampleOfOneFeatureIsAFraction() {
        double alpha = 0.3 * 0.3;
        double exact = 1 - (2 * alpha + 1) * (2 * alpha + 1) / (15 * alpha + 3 * (1 - alpha));
        assertThat(risk(Ask.retrieval(1, 1, 0.3).noise(0).attention())).isCloseTo(exact, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "7, 3, 0.5", "20, 1000, 2"})
    void copiesOfTheQueryLeaveAFloor(int d, int n, double noise) {
        double exact = d + noise - n * d * (d + 2.0) / (n * (d + 4.0) + noise);
        assertThat(risk(Ask.retrieval(d, n, 1).noise(noise).attention())).isCloseTo(exact, within(1e-13 * exact));
    }

    /** Dim 10, noise 1; the columns are H3, the best geometric weights, attention. */
    @ParameterizedTest
    @CsvSource({
        "0.9, 20,  8.915,  8.915,  9.647",
        "0.9, 50,  8.913,  8.913, 10.415",
        "0.7, 20, 10.351, 10.351, 10.839",
        "0.7, 50, 10.351, 10.351, 10.937"
    })
    void fadingTasks(double rho, int n, double h3, double geometric, double attention) {
        drifting(Ask.drift(10, n, new TaskCorrelation.Ar1(rho)), h3, geometric, attention);
    }

    @ParameterizedTest
    @CsvSource({"20, 6.983, 7.233, 8.247", "50, 4.918, 5.349, 7.242"})
    void tasksOnALine(int n, double h3, double geometric, double attention) {
        drifting(Ask.drift(10, n, new TaskCorrelation.LinearDrift()), h3, geometric, attention);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0.5,  6.455, 7.052,  8.727",
        "50, 0.5,  4.243, 4.911,  7.622",
        "20, 0.75, 8.059, 8.525, 10.490",
        "50, 0.75, 5.800, 6.496, 10.210"
    })
    void tasksThatChangeOnce(int n, double share, double h3, double geometric, double attention) {
        drifting(Ask.drift(10, n, new TaskCorrelation.ChangePoint((int) (share * n), 0)), h3, geometric, attention);
    }

    private static void drifting(Ask ask, double h3, double geometric, double attention) {
        printed(risk(ask.h3()), h3, 3);
        printed(bestGeometric(ask), geometric, 3);
        printed(risk(ask.attention()), attention, 3);
    }

    private static double bestGeometric(Ask ask) {
        int n = ask.design().length();
        double least = Double.POSITIVE_INFINITY;
        for (double decay = 0.1; decay <= 1; decay += 0.002) {
            double gamma = decay;
            double[] weights = Vector.from(n, i -> Math.pow(gamma, n - 1 - i)).toArray();
            least = Math.min(least, risk(ask.weighted(weights)));
        }
        return least;
    }

    @ParameterizedTest
    @CsvSource({
        " 5,  10, 0.5, 3.648, 3.622, 3.574",
        "10,  30, 0,   5.213, 5.077, 4.875",
        "10, 100, 1,   4.671, 4.175, 3.709"
    })
    void averageOverPositions(int d, int n, double noise, double attention, double h3, double byPosition) {
        Ask ask = Ask.iid(d, n).noise(noise).overPositions();
        printed(risk(ask.attention()), attention, 3);
        printed(risk(ask.h3()), h3, 3);
        double sum = 0;
        for (int m = 0; m <= n; m++) {
            sum += risk(Ask.iid(d, m).noise(noise).attention());
        }
        printed(sum / (n + 1), byPosition, 3);
    }

    @Test
    void averageOverPositionsOfFadingTasks() {
        Ask ask = Ask.drift(10, 30, new TaskCorrelation.Ar1(0.9)).noise(0).overPositions();
        printed(risk(ask.attention()), 8.817, 3);
        printed(risk(ask.h3()), 8.039, 3);
    }

    @Test
    void rankedRetrieval() {
        ranked(10, Vector.from(20, i -> 0.9 * (1 - i / 19.0)), 2.7287, 2.6866);
        ranked(10, Vector.from(20, i -> 0.9 * Math.exp(-i / 5.0)), 3.0446, 2.9303);
        ranked(20, Vector.from(40, i -> 0.8 * Math.exp(-i / 10.0)), 4.2613, 4.1685);
        ranked(20, Vector.from(40, i -> i < 5 ? 0.8 : 0), 3.8238, 3.7593);
    }

    private static void ranked(int d, Vector alpha, double attention, double h3) {
        Ask ask = Ask.retrieval(d, alpha.size(), alpha.toArray());
        printed(risk(ask.attention()), attention, 4);
        printed(risk(ask.h3()), h3, 4);
    }

    /** Examples of middling similarity get the least weight. */
    @Test
    void weightsOfRankedRetrievalAreNotMonotone() {
        Ask ask =
                Ask.retrieval(10, 20, Vector.from(20, i -> 0.9 * (1 - i / 19.0)).toArray());
        Optimum risk = RiskFormulas.exact(ask.h3());
        double scale = risk.scales().orElseThrow().get(0);
        Vector weights = risk.weights().orElseThrow().map(w -> w * scale);
        printed(weights.get(0), 0.0163, 4);
        printed(weights.get(8), 0.0074, 4);
        printed(weights.get(19), 0.0141, 4);
    }

    @ParameterizedTest
    @CsvSource({
        " 10,  20,  4.750, 3.614, 2.704, 2.522, 2.495, 2.495",
        " 20, 100,  4.607, 2.732, 2.416, 2.509, 2.575, 2.615",
        "100, 200, 34.775, 4.437, 2.988, 2.917, 2.914, 2.917"
    })
    void alignedFeatures(int d, int n, double a0, double a2, double a4, double a6, double a8, double a10) {
        double[] risks = {a0, a2, a4, a6, a8, a10};
        for (int i = 0; i < risks.length; i++) {
            printed(risk(Ask.aligned(d, n, i / 5.0).attention()), risks[i], 3);
        }
    }

    /** The share of the full-rank gain that a rank reaches, dim 20, length 100, noise 1. */
    @ParameterizedTest
    @CsvSource({
        "0,      1, .05, .05",
        "0,     10, .50, .50",
        "0.1,    1, .07, .06",
        "0.1,    2, .13, .12",
        "0.1,    5, .32, .28",
        "0.1,   10, .58, .54",
        "0.2236, 1, .15, .09",
        "0.2236, 2, .27, .17",
        "0.2236, 5, .52, .39",
        "0.2236, 10, .77, .66",
        "0.5,    1, .33, .19",
        "0.5,    2, .51, .34",
        "0.5,    5, .76, .60",
        "0.5,   10, .90, .82",
        "1,      1, .37, .30",
        "1,      2, .55, .47",
        "1,      5, .79, .73",
        "1,     10, .92, .89"
    })
    void correlationMakesLowRankCheap(double alpha, int rank, double retrieval, double aligned) {
        printed(share(Ask.retrieval(20, 100, alpha), rank), retrieval, 2);
        printed(share(Ask.aligned(20, 100, alpha), rank), aligned, 2);
    }

    private static double share(Ask ask, int rank) {
        return RiskFormulas.exact(ask.attention(rank)).gain()
                / RiskFormulas.exact(ask.attention()).gain();
    }

    private static double risk(Question question) {
        return RiskFormulas.exact(question).risk();
    }

    private static void printed(double value, double printed, int digits) {
        assertThat(value).isCloseTo(printed, within(0.500001 * Math.pow(10, -digits)));
    }
}
