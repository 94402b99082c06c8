package icl.core.risk;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;

import icl.core.simulation.Ask;
import icl.core.simulation.ReportedStep;
import org.junit.jupiter.api.Test;

/** The best low-rank update of a frozen optimum. */
class LoraTest {

    @Test
    void loraOfFullRankForgetsItsBase() {
        always(random -> {
            Ask ask = random.anyAtLowRank();
            int d = ask.design().dim();
            Same.risk(ask.lora(d, random.base(d)), ask.attention(), 1e-11);
        });
    }

    @Test
    void loraFromTheDesignItselfIsItsOptimum() {
        always(random -> {
            Ask ask = random.anyAtLowRank();
            Ask query = Ask.about(ask.design());
            Same.risk(query.lora(random.rank(ask.design()), query), query.attention(), 1e-11);
        });
    }

    @Test
    void loraFromNothingIsLowRankAttention() {
        always(random -> {
            Ask ask = random.anyAtLowRank();
            int rank = random.rank(ask.design());
            Same.risk(ask.lora(rank, Ask.iid(ask.design().dim(), 0)), ask.attention(rank), 1e-11);
        });
    }

    @Test
    void loraOfRankZeroIsTheBaseOptimumGiven() {
        always(random -> {
            Ask ask = random.any();
            int d = ask.design().dim();
            Ask base = random.base(d);
            double[][] frozen = ReportedStep.carried(base, ask);
            Same.risk(ask.lora(0, base), ask.given(frozen), 1e-11);
        });
    }

    @Test
    void moreRankNeverHurts() {
        always(random -> {
            Ask ask = random.linear();
            int d = ask.design().dim();
            Ask base = random.base(d);
            double last = Double.POSITIVE_INFINITY;
            for (int rank = 0; rank <= d; rank++) {
                double risk = RiskFormulas.exact(ask.lora(rank, base)).risk();
                assertThat(risk).isLessThanOrEqualTo(last * (1 + 1e-14));
                last = risk;
            }
        });
    }

    @Test
    void halfRankWinsBackHalfOfWhatTheShiftCosts() {
        always(random -> {
            Ask ask = random.linear();
            Ask base = random.base(ask.design().dim());
            double most = RiskFormulas.exact(ask.lora(0, base)).risk();
            double least = RiskFormulas.exact(ask.attention()).risk();
            double half = (most + least) / 2;
            double rounding = 1e-12 * most;
            RiskFormulas.exact(ask.lora(0, base)).halfRank().ifPresent(rank -> {
                assertThat(RiskFormulas.exact(ask.lora(rank, base)).risk()).isLessThanOrEqualTo(half + rounding);
                assertThat(RiskFormulas.exact(ask.lora(rank - 1, base)).risk()).isGreaterThanOrEqualTo(half - rounding);
            });
        });
    }
}
