package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.covariance.TaskCorrelation;
import icl.core.model.Question;
import icl.core.risk.formula.NoClosedForm;
import icl.core.simulation.Ask;
import org.junit.jupiter.api.Test;

/** What has no closed form is refused with the reason and with what would be answered. */
class RefusalTest {
    private static final Covariance UNEVEN = new Covariance.PowerLaw(1);
    private static final Ask RETRIEVAL = Ask.retrieval(3, 4, 0.5).tasks(UNEVEN);
    private static final Ask ALIGNED = Ask.aligned(3, 4, 0.5);

    @Test
    void lowRankOnAnisotropicRetrieval() {
        refused(
                RETRIEVAL.attention(2),
                "retrieval with different eigenvalues of Sigma at rank 2 below dim = 3",
                "full rank");
        refused(RETRIEVAL.h3(1), "at rank 1 below dim = 3", "equal eigenvalues");
        refused(RETRIEVAL.weightedAtRank(1, 1, 2, 3, 4), "at rank 1 below dim = 3", "rank 0");
    }

    @Test
    void alignmentWithAnisotropicCovariances() {
        refused(
                ALIGNED.tasks(UNEVEN).attention(),
                "alignment with anisotropic covariances",
                "multiples of the identity");
        refused(ALIGNED.features(UNEVEN).h3(1), "alignment with anisotropic covariances");
        refused(ALIGNED.features(UNEVEN).given(new double[3][3]), "alignment with anisotropic covariances");
        refused(Ask.iid(3, 4).lora(1, ALIGNED.tasks(UNEVEN)), "alignment with anisotropic covariances");
    }

    @Test
    void positionsWherePrefixesAreOtherDesigns() {
        refused(RETRIEVAL.overPositions().attention(), "loss 'positions' on retrieval", "ask for loss 'query'");
        refused(ALIGNED.overPositions().h3(), "loss 'positions' on aligned", "ask for loss 'query'");
    }

    @Test
    void lowRankUpdatesOnAnisotropicRetrieval() {
        refused(RETRIEVAL.lora(2, Ask.iid(3, 9)), "lora of rank 2 on retrieval", "rank 0", "rank dim = 3");
    }

    @Test
    void lowRankUpdatesOfAnAnisotropicBaseWhereFeaturesFollowQueryOrTask() {
        Ask base = Ask.iid(3, 9).tasks(UNEVEN);
        refused(Ask.retrieval(3, 4, 0.5).lora(1, base), "lora of rank 1 on retrieval", "rank 0", "rank dim = 3");
        refused(ALIGNED.lora(1, base), "lora of rank 1 on aligned from a base", "rank 0", "rank dim = 3");
    }

    private static void refused(Question question, String... words) {
        assertThatThrownBy(() -> RiskFormulas.exact(question))
                .isInstanceOf(NoClosedForm.class)
                .hasMessageStartingWith("No closed form: ")
                .hasMessageContainingAll(words);
    }

    @Test
    void momentsOfTooManyExamples() {
        Ask drift = Ask.drift(1, 4001, new TaskCorrelation.Ar1(0.5));
        String message =
                "Invalid length: 4001 (must be at most 4000 for weights over the examples (dense n by n moments))";
        for (Question question : new Question[] {
            drift.attention(),
            drift.h3(),
            drift.overPositions().h3(),
            Ask.iid(1, 4001).overPositions().h3()
        }) {
            assertThatThrownBy(() -> RiskFormulas.exact(question))
                    .isInstanceOf(Invalid.class)
                    .hasMessage(message);
        }
    }

    @Test
    void independentExamplesMayBeMany() {
        assertThat(RiskFormulas.exact(Ask.iid(1, 1_000_000_000).attention()).risk())
                .isBetween(1.0, 1.0 + 4e-9);
        assertThat(RiskFormulas.exact(Ask.iid(1, 1_000_000_000).overPositions().attention())
                        .risk())
                .isBetween(1.0, 2.0);
    }
}
